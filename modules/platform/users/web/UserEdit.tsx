import { useParams } from '@tanstack/react-router';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { userEndpoints, type User } from '../contract.ts';
import { MobileControl } from './MobileControl.tsx';
import { nameField, positionField, unitField, type ChangedUser } from './user-fields.tsx';

/** Changes an officer's name, unit, position or mobile. */
export function UserEdit() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage endpoint={userEndpoints.get} input={{ id }} title={(user) => `修改“${user.name}”的账号`}>
      {(user) => <Form user={user} />}
    </DetailPage>
  );
}

function Form({ user }: { user: User }) {
  const go = useGo();
  const update = useAction(userEndpoints.update, { invalidates: [userEndpoints.get, userEndpoints.list], success: '已修改', showsFailure: true });
  const back = (): void => go(`/users/${user.id}`);
  return (
    <RecordForm<ChangedUser>
      initial={{ name: user.name, unitId: user.unitId, position: user.position }}
      submitLabel="保存"
      errorFields={{ 'organisations.notFound': 'unitId' }}
      submit={(input) => update.mutateAsync({ id: user.id, ...input })}
      onDone={back}
      onCancel={back}
      fields={[
        nameField,
        positionField,
        { ...unitField, wide: true },
        {
          kind: 'own',
          name: 'mobile',
          label: '手机号',
          required: true,
          help: `现为 ${user.mobile}；完整号码不自动带出，请重新填写`,
          render: (control) => <MobileControl {...control} user={user} />,
        },
      ]}
    />
  );
}
