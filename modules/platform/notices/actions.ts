import type { Context } from '../../../kernel/context.ts';
import { chinaDate, startOfChinaDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/id.ts';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import { getSetting } from '../settings/api.ts';
import { getAccount } from '../sign-in/api.ts';
import { contactOf } from '../users/api.ts';
import { noticeErrors, smsStateLabels, type Notification, type Recipient, type SmsMessage } from './contract.ts';
import { getSms, recipientOf } from './queries.ts';
import { fill, smsText } from './rules.ts';
import { countSmsSince, findNotice, findTemplate, insertNotice, insertSms, lockSms, markNotices, phoneIndex, seal, unseal, updateSms } from './store.ts';

/**
 * Tells somebody something, by the template's channels: a notice within the platform and, where the template has one, a text
 * message, which a job hands to the gateway after this transaction has committed.
 *
 * No text message leaves while a setting turns them off, to a phone that has had its daily number, or to an officer whose
 * account is disabled; the notice is there all the same.
 *
 * @throws notices.noTemplate; sign-in.noAccount; Error when a slot has no value
 */
export async function notify(ctx: Context, { to, template: key, values, link }: Notification): Promise<void> {
  const template = await findTemplate(ctx, key);
  if (!template) throw noticeErrors.noTemplate({ key });
  const text = fill(template.text, values);
  if (to.kind !== 'phone') {
    const id = newId(ctx.now());
    await insertNotice(ctx, {
      id,
      recipient_kind: to.kind,
      recipient_id: to.id,
      template_key: key,
      title: template.title,
      text: seal('notice', 'text', id, text),
      link: link ?? null,
      created_at: ctx.now(),
      read_at: null,
    });
  }
  if (template.sms !== null) await queueSms(ctx, to, key, template.sms, values);
}

async function queueSms(ctx: Context, to: Recipient, templateKey: string, text: string, values: Notification['values']): Promise<void> {
  if (!(await getSetting(ctx, 'notices.smsOn'))) return;
  const phone = await phoneOf(ctx, to);
  if (phone === null) return;
  const today = startOfChinaDay(chinaDate(ctx.now()));
  const id = newId(ctx.now());
  if ((await countSmsSince(ctx, phone, today)) >= (await getSetting(ctx, 'notices.smsPerDay'))) {
    ctx.audit('notices.smsLimit', id, { template: templateKey, recipient: to.kind === 'phone' ? 'phone' : to.id });
    return;
  }
  await insertSms(ctx, {
    id,
    recipient_kind: to.kind,
    recipient_id: to.kind === 'phone' ? null : to.id,
    template_key: templateKey,
    phone: seal('sms_message', 'phone', id, phone),
    phone_index: phoneIndex(phone),
    phone_tail: phone.slice(-4),
    text: seal('sms_message', 'text', id, smsText(await getSetting(ctx, 'notices.smsSignature'), text, values)),
    state: 'waiting',
    tries: 0,
    problem: null,
    gateway_id: null,
    created_at: ctx.now(),
    sent_at: null,
    settled_at: null,
    polled_at: null,
  });
  await enqueue(ctx, 'notices.sendSms', { id });
}

async function phoneOf(ctx: Context, to: Recipient): Promise<string | null> {
  if (to.kind === 'phone') return to.phone;
  return to.kind === 'person' ? (await getAccount(ctx, to.id)).phone : ((await contactOf(ctx, to.id))?.mobile ?? null);
}

/** Marks one of the actor's own notices as read; once is enough. @throws notices.notFound */
export async function markRead(ctx: Context, { id }: { id: string }): Promise<void> {
  if ((await markNotices(ctx, recipientOf(ctx), id)) === 0 && !(await findNotice(ctx, recipientOf(ctx), id))) throw noticeErrors.notFound({ id });
}

/** Marks all of the actor's own notices as read. */
export const markAllRead = async (ctx: Context): Promise<{ marked: number }> => ({ marked: await markNotices(ctx, recipientOf(ctx), null) });

/** Shows what a message said, and writes down who looked and why. @throws notices.noSms */
export async function readSmsText(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<{ text: string }> {
  const message = await lockSms(ctx, id);
  if (!message) throw noticeErrors.noSms({ id });
  ctx.audit('notices.readSms', id, { about: message.recipient_id, basis: reason });
  return { text: unseal('sms_message', 'text', id, message.text) };
}

/** Sends a failed message once more. @throws notices.noSms, notFailed */
export async function resendSms(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<SmsMessage> {
  const message = await lockSms(ctx, id);
  if (!message) throw noticeErrors.noSms({ id });
  if (message.state !== 'failed') throw noticeErrors.notFailed({ state: smsStateLabels[message.state] });
  await updateSms(ctx, id, { state: 'waiting', tries: 0, problem: null, gateway_id: null, sent_at: null, settled_at: null, polled_at: null });
  await enqueue(ctx, 'notices.sendSms', { id });
  ctx.audit('notices.resendSms', id, { reason });
  return getSms(ctx, id);
}
