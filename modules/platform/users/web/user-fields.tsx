import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { RecordField } from '../../../../web/staff-kit/form/fields.ts';
import type { userEndpoints } from '../contract.ts';
import { UnitChooser } from './UnitChooser.tsx';

export type NewUser = InputOf<typeof userEndpoints.create>;
export type ChangedUser = Omit<InputOf<typeof userEndpoints.update>, 'id'>;

/** What a new account and a changed one have in common. */
export const nameField = { kind: 'text', name: 'name', label: '姓名', required: true, minLength: 2, maxLength: 30 } as const;
export const positionField = { kind: 'text', name: 'position', label: '职务', required: true, maxLength: 30 } as const;
export const unitField: RecordField<Pick<ChangedUser, 'unitId'>> & { readonly kind: 'own' } = {
  kind: 'own',
  name: 'unitId',
  label: '单位或科室',
  required: true,
  help: '决定“本科室”“本单位”“本区划”的数据范围',
  render: ({ value, change, ...described }) => <UnitChooser {...described} value={typeof value === 'string' ? value : ''} change={change} openOnly />,
};
