import { openTables } from '../../../kernel/context.ts';
import type { ClockViews } from '../../platform/clocks/contract.ts';
import type { OrganisationViews } from '../../platform/organisations/contract.ts';
import type { ProcessViews } from '../../platform/processes/contract.ts';
import type { CaseMaterial, CaseStatus, CaseType, CaseViews, Conclusion, SpecialKind, SupplementItem } from './contract.ts';

export interface CaseTables extends CaseViews {
  case_record: {
    id: string;
    number: string;
    item_id: string;
    item_name: string;
    version_id: string;
    task_code: string;
    case_type: CaseType;
    unit_id: string;
    division_code: string;
    account_id: string;
    applicant_kind: 'person' | 'organisation';
    subject_id: string;
    applicant_name: string;
    applicant_shown: string;
    applicant_index: string;
    applicant_name_index: string;
    contact_phone: string;
    source: string;
    status: CaseStatus;
    conclusion: Conclusion | null;
    special: { kind: SpecialKind; basis: string; since: string; reason: string; expectedDays: number } | null;
    data: string;
    provenance: Record<string, unknown>;
    clock_id: string | null;
    process_id: string | null;
    licence_id: string | null;
    submitted_at: Date;
    received_at: Date;
    accepted_at: Date | null;
    decided_at: Date | null;
    concluded_at: Date | null;
    changed_at: Date;
  };
  case_material: { id: string; case_id: string; key: string; name: string; file_id: string | null; licence_id: string | null; source: CaseMaterial['source']; note: string | null; round: number; added_at: Date };
  case_event: {
    id: string;
    case_id: string;
    at: Date;
    kind: string;
    title: string;
    actor_kind: string;
    actor_id: string;
    actor_name: string;
    unit_name: string | null;
    opinion: string | null;
    shown_to_applicant: boolean;
    detail: Record<string, unknown>;
  };
  case_supplement: { case_id: string; items: SupplementItem[]; asked_by: string; asked_at: Date; answer_by: Date; answered_at: Date | null };
  case_letter: { id: string; case_id: string; kind: string; title: string; number: string; file_id: string; issued_at: Date };
}

export const tables = openTables<CaseTables & Pick<OrganisationViews, 'v_unit'> & Pick<ClockViews, 'v_clock'> & ProcessViews>();
