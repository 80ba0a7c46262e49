import { AppError } from '../../../kernel/errors.ts';
import type { Context } from '../../../kernel/context.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import type { JobDefinition } from '../../../kernel/module.ts';
import { smsPort } from '../../../kernel/ports/sms.ts';
import { nextTry } from './rules.ts';
import { awaitingReceipt, lockSms, unseal, updateSms, type SmsRow } from './store.ts';

/**
 * Hands one message to the gateway. A gateway that is away is tried again with growing pauses; the message shows how often
 * and why. Our id goes along, so that the gateway recognises a message it has had already.
 */
export async function sendSms(ctx: Context, { id }: { id: string }): Promise<void> {
  const message = await lockSms(ctx, id);
  if (message?.state !== 'waiting') return;
  const tries = message.tries + 1;
  const sent = await orAway(() =>
    smsPort.get().send({ phone: unseal('sms_message', 'phone', id, message.phone), text: unseal('sms_message', 'text', id, message.text), reference: id }),
  );
  if (!(sent instanceof AppError)) {
    await updateSms(ctx, id, { state: 'sent', tries, problem: null, gateway_id: sent.messageId, sent_at: ctx.now() });
    return;
  }
  const again = nextTry(tries, ctx.now());
  await updateSms(ctx, id, { tries, problem: sent.message, ...(again ? {} : { state: 'failed', settled_at: ctx.now() }) });
  if (again) await enqueue(ctx, 'notices.sendSms', { id }, { runAt: again });
}

const batch = 100;
/** Gateways keep receipts for three days. */
const waitDays = 3;

/** Asks the gateway what became of messages; stops when it is away and goes on next time. */
export async function pollReceipts(ctx: Context): Promise<void> {
  for (const message of await awaitingReceipt(ctx, new Date(ctx.now().getTime() - waitDays * 86_400_000), batch)) {
    const state = await orAway(() => smsPort.get().stateOf(message.gateway_id ?? ''));
    if (state instanceof AppError) return;
    await updateSms(ctx, message.id, changeFor(state, ctx.now()));
  }
}

function changeFor(state: 'accepted' | 'delivered' | 'failed', now: Date): Partial<SmsRow> {
  if (state === 'accepted') return { polled_at: now };
  return { state, settled_at: now, polled_at: now, problem: state === 'failed' ? '短信平台回执：未能送达' : null };
}

/** What the gateway answers, or the refusal that says it is away; anything else is a fault. */
async function orAway<T>(ask: () => Promise<T>): Promise<T | AppError> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable') return error;
    throw error;
  }
}

export const noticeJobs: Readonly<Record<string, JobDefinition>> = {
  sendSms: { title: '发送短信', run: sendSms },
  pollReceipts: { title: '查询短信回执', every: '*/2 * * * *', run: pollReceipts },
};
