import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { userEndpoints, userStatusLabels } from '../contract.ts';
import { UnitChooser } from './UnitChooser.tsx';
import { UserStatusTag } from './UserStatusTag.tsx';

/** The officers whose accounts the viewer may see. */
export function UserList() {
  const go = useGo();
  const may = useMay();
  const create = may('users.manage') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go('/users/new')}>
      建立账号
    </Button>
  );
  return (
    <ListPage
      title="工作人员"
      endpoint={userEndpoints.list}
      rowLink={({ id }) => `/users/${id}`}
      actions={create}
      empty={{ text: '您的数据范围内没有账号。', action: create }}
      filters={[
        { kind: 'text', name: 'text', label: '姓名、登录名或工号' },
        // Units are another module's: without the right to see them there is nothing to choose from.
        ...(may('organisations.read') ? [{ kind: 'own' as const, name: 'unitId' as const, label: '单位', render: unitFilter }] : []),
        { kind: 'choice', name: 'status', label: '状态', options: Object.entries(userStatusLabels).map(([value, label]) => ({ value, label })) },
      ]}
      columns={[
        { key: 'name', title: '姓名', sort: 'name', width: 120 },
        { key: 'username', title: '登录名', sort: 'username', width: 160 },
        { key: 'employeeNumber', title: '工号', width: 104 },
        { key: 'bureauName', title: '单位' },
        { key: 'unitName', title: '科室' },
        { key: 'position', title: '职务', width: 144 },
        { key: 'mobile', title: '手机号', width: 128, render: ({ mobile }) => <span className="figures">{mobile}</span> },
        { key: 'divisionName', title: '区划', hidden: true },
        { key: 'status', title: '状态', text: ({ status }) => userStatusLabels[status], render: ({ status }) => <UserStatusTag status={status} />, width: 88 },
        { key: 'changedAt', title: '最近变更', sort: 'changedAt', text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} />, width: 128 },
      ]}
    />
  );
}

const unitFilter = (value: string, change: (value: string | undefined) => void) => <UnitChooser value={value} change={change} label="单位及下设" width="auto" />;
