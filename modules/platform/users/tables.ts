import { openTables } from '../../../kernel/context.ts';
import type { OrganisationViews } from '../organisations/contract.ts';
import type { UserStatus, UserViews } from './contract.ts';

export interface UserTables extends UserViews {
  staff_user: {
    id: string;
    username: string;
    name: string;
    employee_number: string;
    unit_id: string;
    position: string;
    mobile: string;
    mobile_index: string;
    resident_id: string;
    resident_id_index: string;
    status: UserStatus;
    status_reason: string | null;
    created_at: Date;
    changed_at: Date;
  };
}

export const tables = openTables<UserTables & Pick<OrganisationViews, 'v_unit'>>();
