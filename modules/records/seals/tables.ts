import type { Generated } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import type { OrganisationViews } from '../../platform/organisations/contract.ts';
import type { SealKind, SealPlaceInput, SealShape, SealStatus, SealViews } from './contract.ts';

export interface SealTables extends SealViews {
  seal_key: { id: string; public_key: string; private_key: string | null; created_at: Date; destroyed_at: Date | null };
  seal_authority: { id: string; certificate: string; key_id: string; created_at: Date };
  seal: {
    id: string;
    unit_id: string;
    kind: SealKind;
    purpose: string;
    name: string;
    code: string | null;
    shape: SealShape;
    /** Text: a numeric column keeps its digits. */
    size_mm: string;
    picture_file_id: string;
    status: SealStatus;
    status_reason: string;
    key_id: string | null;
    certificate: string | null;
    certificate_serial: string | null;
    valid_from: Date | null;
    valid_to: Date | null;
    requested_by: string;
    requested_at: Date;
    changed_at: Date;
  };
  seal_change: { seq: Generated<number>; seal_id: string; status: SealStatus; reason: string; actor_id: string; actor_name: string; at: Date };
  seal_use: {
    id: string;
    seal_id: string;
    unit_id: string;
    kind: 'pdf' | 'text';
    document: string;
    reason: string;
    actor_id: string;
    actor_name: string;
    at: Date;
    place: SealPlaceInput | null;
    sm3_before: string;
    sm3_signed: string;
    sm3_after: string | null;
    file_id: string | null;
  };
}

export const tables = openTables<SealTables & Pick<OrganisationViews, 'v_unit'>>();
