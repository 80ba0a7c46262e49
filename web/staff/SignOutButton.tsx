import { LogoutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { signInEndpoints } from '../../modules/platform/sign-in/contract.ts';
import { useAction } from '../staff-kit/data/useAction.ts';
import { drafts } from '../staff-kit/data/keep.ts';

/** Ends the session and forgets everything this window holds. */
export function SignOutButton() {
  const signOut = useAction(signInEndpoints.signOut);
  return (
    <Button
      type="text"
      icon={<LogoutOutlined />}
      loading={signOut.isPending}
      onClick={() =>
        signOut.mutate(
          {},
          {
            onSuccess: () => {
              drafts.clear();
              location.assign('/staff/');
            },
          },
        )
      }
    >
      退出
    </Button>
  );
}
