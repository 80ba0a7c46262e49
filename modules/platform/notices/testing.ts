import type { Sms, SmsState } from '../../../kernel/ports/sms.ts';
import { portErrors } from '../../../kernel/ports/http-json.ts';
import type { Context } from '../../../kernel/context.ts';
import { saveTemplates, type TemplateRow } from './store.ts';

/** Replaces the templates by one with the slot `{what}`. */
export async function aTemplate(ctx: Context, given: Partial<TemplateRow> = {}): Promise<void> {
  await saveTemplates(ctx, [
    { key: 'test.told', title: '测试', audience: 'person', text: '正文 {what}', sms: '短信 {what}', slots: { what: '内容' }, example: { what: '示例' }, position: 0, changed_at: ctx.now(), ...given },
  ]);
}

/** A gateway that writes down what it is handed; `away` makes it unreachable, `states` says what becomes of messages. */
export interface RecordingSms extends Sms {
  readonly sent: { phone: string; text: string; reference: string }[];
  away: boolean;
  state: SmsState;
}

/** Makes such a gateway, in order. */
export function recordingSms(): RecordingSms {
  const refuseAway = () => {
    if (gateway.away) throw portErrors.away({ system: '短信平台' });
  };
  const gateway: RecordingSms = {
    sent: [],
    away: false,
    state: 'delivered',
    send: async (message) => {
      refuseAway();
      gateway.sent.push(message);
      return { messageId: `gateway-${gateway.sent.length}` };
    },
    stateOf: async () => {
      refuseAway();
      return gateway.state;
    },
  };
  return gateway;
}
