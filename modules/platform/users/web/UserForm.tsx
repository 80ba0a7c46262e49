import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { userEndpoints, type User } from '../contract.ts';
import { nameField, positionField, unitField, type NewUser } from './user-fields.tsx';

/** Makes an officer's account. No draft is kept: the form holds an identity number. */
export function UserForm() {
  const go = useGo();
  const create = useAction(userEndpoints.create, { invalidates: [userEndpoints.list], success: ({ name }) => `已为${name}建立账号`, showsFailure: true });
  return (
    <>
      <header className="page-head">
        <div>
          <h1 id="page-heading">建立账号</h1>
          <p className="soft page-subtitle">建立以后，在账号页重置口令得到初始口令，再由安全管理员授予角色。</p>
        </div>
      </header>
      <RecordForm<NewUser, User>
        submitLabel="建立账号"
        errorFields={{ 'users.usernameTaken': 'username', 'users.numberTaken': 'employeeNumber', 'users.residentTaken': 'residentId', 'users.badResidentId': 'residentId', 'organisations.notFound': 'unitId' }}
        submit={(input) => create.mutateAsync(input)}
        onDone={({ id }) => go(`/users/${id}`, { replace: true })}
        onCancel={() => go('/users')}
        fields={[
          nameField,
          { kind: 'text', name: 'residentId', label: '身份证号', required: true, exactLength: 18, help: '加密保存，列表中不显示' },
          { kind: 'text', name: 'username', label: '登录名', required: true, minLength: 4, maxLength: 30, help: '小写字母开头，只含小写字母和数字，4 到 30 位，建立后不能改' },
          { kind: 'text', name: 'employeeNumber', label: '工号', required: true, maxLength: 20 },
          { kind: 'text', name: 'mobile', label: '手机号', required: true, exactLength: 11 },
          positionField,
          { ...unitField, wide: true },
        ]}
      />
    </>
  );
}
