import { openTables } from '../../../kernel/context.ts';
import type { OrganisationViews } from '../organisations/contract.ts';
import type { UserViews } from '../users/contract.ts';
import type { RoleScope, RoleViews } from './contract.ts';

export interface RoleTables extends RoleViews {
  role: {
    code: string;
    title: string;
    permissions: string[];
    scope: RoleScope;
    granted_by: string;
    excludes: string[];
    position: number;
    changed_at: Date;
  };
  role_grant: { user_id: string; role_code: string; scope: RoleScope | null; granted_by: string; granted_at: Date };
}

export const tables = openTables<RoleTables & Pick<OrganisationViews, 'v_unit'> & Pick<UserViews, 'v_user'>>();
