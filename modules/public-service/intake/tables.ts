import { openTables } from '../../../kernel/context.ts';
import type { Provenance } from '../../../engines/forms/contract.ts';

export interface IntakeTables {
  draft: {
    id: string;
    account_id: string;
    item_id: string;
    item_name: string;
    version_id: string;
    division_code: string;
    applicant_kind: 'person' | 'organisation';
    subject_id: string;
    /** Null once submitted, as is `known`. */
    answers: string | null;
    known: string | null;
    provenance: Readonly<Record<string, Provenance>>;
    page: string | null;
    revision: number;
    saved_from: string;
    case_id: string | null;
    case_number: string | null;
    created_at: Date;
    saved_at: Date;
    expires_at: Date;
  };
  draft_material: { draft_id: string; key: string; reference: string; kind: 'file' | 'licence'; name: string; type: string; size: number; added_at: Date };
}

export const tables = openTables<IntakeTables>();
