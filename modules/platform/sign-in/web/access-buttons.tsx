import { App, Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { signInEndpoints } from '../contract.ts';

export interface Officer {
  readonly userId: string;
  readonly name: string;
  readonly small?: boolean;
}

/** Lets a locked officer try again at once. */
export function UnlockButton({ userId, name, small = false }: Officer) {
  const unlock = useAction(signInEndpoints.unlock, { invalidates: [signInEndpoints.locked], success: `已解除${name}的锁定` });
  return (
    <Button size={small ? 'small' : 'middle'} loading={unlock.isPending} aria-label={`解除锁定：${name}`} onClick={() => unlock.mutate({ userId })}>
      解除锁定
    </Button>
  );
}

/** Ends all sessions of an officer, wherever they are. */
export function EndSessionsButton({ userId, name, small = false }: Officer) {
  const { modal } = App.useApp();
  const end = useAction(signInEndpoints.endSessions, { success: ({ ended }) => (ended > 0 ? `${name}的 ${ended} 处登录已下线` : `${name}现在没有登录`) });
  const ask = (): void =>
    void modal.confirm({
      title: `让${name}下线`,
      content: '所有设备上的登录在几秒内失效，没有提交的内容可能丢失。账号没有停用，仍可以重新登录。',
      okText: '强制下线',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => end.mutate({ userId }),
    });
  return (
    <Button size={small ? 'small' : 'middle'} danger loading={end.isPending} aria-label={`强制下线：${name}`} onClick={ask}>
      强制下线
    </Button>
  );
}
