import { openTables } from '../../../kernel/context.ts';
import type { IsoDate } from '../../../kernel/dates.ts';
import type { Generated } from 'kysely';
import type { OrganisationViews } from '../../platform/organisations/contract.ts';
import type { HolderKind, LicenceStatus, Operation } from './contract.ts';
import type { LicenceDefinition } from './definition.ts';

export interface LicenceTables {
  licence_type: { id: string; key: string; version: number; code: string; name: string; definition: LicenceDefinition; sm3: string; loaded_at: Date };
  licence: {
    id: string;
    identifier: string;
    verification_code: string;
    qr_address: string;
    number: string;
    version: number;
    type_id: string;
    type_key: string;
    type_name: string;
    status: LicenceStatus;
    status_reason: string;
    subject_id: string;
    holder_kind: HolderKind;
    holder_name: string;
    holder_name_index: string;
    holder_number: string;
    holder_number_index: string;
    field_values: string;
    unit_id: string;
    issuer_id: string;
    issuer_name: string;
    case_id: string | null;
    prior_id: string | null;
    issued_on: IsoDate;
    valid_from: IsoDate;
    valid_to: IsoDate | null;
    expires_on: Generated<IsoDate>;
    issued_by: string;
    created_at: Date;
    changed_at: Date;
  };
  licence_document: { licence_id: string; position: number; variant: string; file_id: string; sm3: string; seal_use_id: string };
  licence_operation: { seq: Generated<number>; licence_id: string; operation: Operation; status: LicenceStatus; reason: string; actor_id: string; actor_name: string; at: Date };
}

export const tables = openTables<LicenceTables & Pick<OrganisationViews, 'v_unit'>>();
