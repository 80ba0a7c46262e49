import { openTables } from '../../../kernel/context.ts';
import type { ClockViews } from '../../platform/clocks/contract.ts';
import type { OrganisationViews } from '../../platform/organisations/contract.ts';
import type { ProcessViews } from '../../platform/processes/contract.ts';
import type { CaseViews } from '../cases/contract.ts';
import type { Contact, RectificationStatus } from './contract.ts';

export interface RatingTables {
  rating_invitation: {
    case_id: string;
    case_number: string;
    account_id: string;
    subject_id: string;
    applicant_shown: string;
    item_id: string;
    item_name: string;
    unit_id: string;
    invited_at: Date;
  };
  rating: {
    id: string;
    case_id: string;
    round: number;
    satisfaction: number;
    detail_codes: string[];
    text: string;
    anonymous: boolean;
    channel: number;
    item_id: string;
    item_name: string;
    unit_id: string;
    rated_at: Date;
  };
  rectification: {
    rating_id: string;
    unit_id: string;
    status: RectificationStatus;
    founded: boolean | null;
    reply: string | null;
    contact: Contact | null;
    clock_id: string;
    opened_at: Date;
    due_at: Date;
    replied_at: Date | null;
    closed_at: Date | null;
  };
  rectification_step: { rating_id: string; seq: number; at: Date; kind: string; title: string; actor_id: string; actor_name: string; opinion: string };
}

export const tables = openTables<RatingTables & CaseViews & Pick<OrganisationViews, 'v_unit'> & Pick<ClockViews, 'v_clock'> & Pick<ProcessViews, 'v_task'>>();
