import { openTables } from '../../../kernel/context.ts';
import type { Audience, SmsState } from './contract.ts';

export interface NoticeTables {
  notice_template: {
    key: string;
    title: string;
    audience: Audience;
    text: string;
    sms: string | null;
    slots: Record<string, string>;
    example: Record<string, string>;
    position: number;
    changed_at: Date;
  };
  notice: {
    id: string;
    recipient_kind: Audience;
    recipient_id: string;
    template_key: string;
    title: string;
    text: string;
    link: string | null;
    created_at: Date;
    read_at: Date | null;
  };
  sms_message: {
    id: string;
    recipient_kind: Audience | 'phone';
    recipient_id: string | null;
    template_key: string;
    phone: string;
    phone_index: string;
    phone_tail: string;
    text: string;
    state: SmsState;
    tries: number;
    problem: string | null;
    gateway_id: string | null;
    created_at: Date;
    sent_at: Date | null;
    settled_at: Date | null;
    polled_at: Date | null;
  };
}

export const tables = openTables<NoticeTables>();
