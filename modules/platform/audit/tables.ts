import { openTables } from '../../../kernel/context.ts';
import type { OrganisationViews } from '../organisations/contract.ts';
import type { ActorKind, Finding, VerificationState } from './contract.ts';

export interface AuditTables {
  v_audit: {
    id: string;
    at: Date;
    actor_kind: ActorKind;
    actor_id: string;
    actor_name: string;
    unit_id: string | null;
    action: string;
    target: string;
    about: string | null;
    basis: string | null;
    detail: Record<string, unknown>;
    request_id: string;
    address: string | null;
  };
  v_audit_link: { seq: number; hash: string };
  audit_verification: {
    id: string;
    requested_by: string;
    requested_by_name: string;
    requested_at: Date;
    finished_at: Date | null;
    state: VerificationState;
    links: number;
    pending: number;
    head: string | null;
    finding_count: number;
    findings: Finding[];
  };
}

export const tables = openTables<AuditTables & Pick<OrganisationViews, 'v_unit'>>();
