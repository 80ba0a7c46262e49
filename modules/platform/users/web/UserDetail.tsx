import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { PageLink, useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Masked } from '../../../../web/staff-kit/words/Masked.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { userEndpoints, type User } from '../contract.ts';
import { userParts } from './parts.ts';
import { UserStatusButton } from './UserStatusButton.tsx';
import { UserStatusTag } from './UserStatusTag.tsx';

/** One officer's account, with what other modules add to it: her roles, how she signs in. */
export function UserDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={userEndpoints.get}
      input={{ id }}
      title={(user) => user.name}
      renderStatus={(user) => <UserStatusTag status={user.status} />}
      renderSubtitle={(user) => `登录名 ${user.username}，工号 ${user.employeeNumber}`}
      renderActions={(user) => <Actions user={user} />}
    >
      {(user) => (
        <>
          <Basics user={user} />
          {userParts.map(({ file, Part }) => (
            <Part key={file} user={user} />
          ))}
        </>
      )}
    </DetailPage>
  );
}

function Basics({ user }: { user: User }) {
  const may = useMay();
  const reveal = useAction(userEndpoints.reveal, { showsFailure: true });
  const whole = (name: 'mobile' | 'residentId') =>
    may('users.reveal') ? async (reason: string): Promise<string> => (await reveal.mutateAsync({ id: user.id, reason }))[name] : undefined;
  return (
    <Section title="基本信息">
      <Fields
        of={[
          { label: '单位', value: user.bureauName },
          { label: '科室', value: may('organisations.read') ? <PageLink to={`/units/${user.unitId}`}>{user.unitName}</PageLink> : user.unitName },
          { label: '职务', value: user.position },
          { label: '所在区划', value: user.divisionName },
          { label: '手机号', value: <Masked text={user.mobile} label="手机号" reveal={whole('mobile')} /> },
          { label: '身份证号', value: <Masked text="******************" label="身份证号" reveal={whole('residentId')} /> },
          ...(user.status === 'disabled' ? [{ label: '停用理由', value: user.statusReason }] : []),
          { label: '最近变更', value: <When at={user.changedAt} /> },
        ]}
      />
    </Section>
  );
}

function Actions({ user }: { user: User }) {
  const go = useGo();
  const mayManage = useMay()('users.manage');
  if (!mayManage) return null;
  return (
    <>
      <Button onClick={() => go(`/users/${user.id}/edit`)}>修改</Button>
      <UserStatusButton user={user} />
    </>
  );
}
