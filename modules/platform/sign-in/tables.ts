import { openTables } from '../../../kernel/context.ts';
import type { UserViews } from '../users/contract.ts';
import type { AccountKind } from './contract.ts';

export interface SignInTables {
  credential: {
    account_kind: AccountKind;
    account_id: string;
    password_hash: string | null;
    must_change: boolean;
    changed_at: Date;
    failures: number;
    locked_until: Date | null;
    one_time_secret: string | null;
    one_time_pending: string | null;
    one_time_step: number;
  };
  device: {
    id: string;
    token_digest: string;
    account_kind: AccountKind;
    account_id: string;
    name: string;
    first_seen_at: Date;
    last_seen_at: Date;
    unbound_at: Date | null;
  };
  session: {
    digest: string;
    id: string;
    account_kind: AccountKind;
    account_id: string;
    device_id: string;
    address: string | null;
    created_at: Date;
    seen_at: Date;
    ends_at: Date;
    ended_at: Date | null;
    ended_why: string | null;
  };
  citizen_account: {
    id: string;
    phone: string;
    phone_index: string;
    name: string | null;
    resident_id: string | null;
    resident_id_index: string | null;
    verified_at: Date | null;
    created_at: Date;
  };
  sms_code: { id: string; phone_index: string; code_digest: string; sent_at: Date; expires_at: Date; tries: number; used_at: Date | null };
}

export const tables = openTables<SignInTables & Pick<UserViews, 'v_user'>>();
