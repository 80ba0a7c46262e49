import { Button, Select, Space } from 'antd';
import { useId, useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { FieldFrame } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import type { User } from '../../users/contract.ts';
import { roleEndpoints, scopeLabels, type Grant, type Role } from '../contract.ts';
import { clashWith } from './grantable.ts';

interface GrantRoleProps {
  readonly user: User;
  readonly held: readonly Grant[];
  readonly grantable: readonly Role[];
}

/** Grants one more role; those that cannot stand beside the present ones say why. */
export function GrantRole({ user, held, grantable }: GrantRoleProps) {
  const id = useId();
  const [code, setCode] = useState<string>();
  const grant = useAction(roleEndpoints.grant, { invalidates: [roleEndpoints.grants, roleEndpoints.list], success: '已授予，几秒内生效' });
  const options = grantable
    .filter((role) => !held.some(({ roleCode }) => roleCode === role.code))
    .map((role) => {
      const clash = clashWith(held, role, grantable);
      return { value: role.code, label: clash ? `${role.title}（不得与“${clash.roleTitle}”兼任）` : `${role.title}（${scopeLabels[role.scope]}）`, disabled: clash !== undefined };
    });
  return (
    <div className="narrow" style={{ marginTop: 12 }}>
      <FieldFrame id={id} label="授予角色">
        <Space.Compact block>
          <Select
            id={id}
            value={code}
            options={options}
            placeholder="请选择"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent="没有可以授予的角色"
            popupMatchSelectWidth={false}
            onChange={setCode}
            style={{ width: '100%' }}
          />
          <Button type="primary" disabled={code === undefined} loading={grant.isPending} onClick={() => code && grant.mutate({ userId: user.id, code }, { onSuccess: () => setCode(undefined) })}>
            授予
          </Button>
        </Space.Compact>
      </FieldFrame>
    </div>
  );
}
