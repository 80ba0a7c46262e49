import { openTables } from '../../../kernel/context.ts';
import type { DivisionKind, OrganisationViews, UnitKind, UnitStatus } from './contract.ts';

export interface OrganisationTables extends OrganisationViews {
  division: { code: string; name: string; kind: DivisionKind; parent_code: string | null; position: number };
  unit: {
    id: string;
    parent_id: string | null;
    path: string[];
    kind: UnitKind;
    name: string;
    short_name: string;
    uscc: string | null;
    division_code: string;
    position: number;
    status: UnitStatus;
    changed_at: Date;
  };
}

export const tables = openTables<OrganisationTables>();
