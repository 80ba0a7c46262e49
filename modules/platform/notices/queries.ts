import type { Context } from '../../../kernel/context.ts';
import { addDays, startOfChinaDay } from '../../../kernel/dates.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { countLimit, type Page } from '../../../kernel/lists.ts';
import { maskValue } from '../../../engines/forms/contract.ts';
import { getSetting } from '../settings/api.ts';
import { noticeErrors, type Audience, type Notice, type noticeEndpoints, type Preview, type SmsMessage, type Template } from './contract.ts';
import { fill, slotsIn, smsParts, smsText } from './rules.ts';
import { findTemplate, unseal } from './store.ts';
import { tables } from './tables.ts';

/** Under which notices the actor finds her own. */
export const recipientOf = (ctx: Context): { kind: Audience; id: string } => ({ kind: ctx.actor.kind === 'staff' ? 'staff' : 'person', id: ctx.actor.id });

const ownNotices = (ctx: Context) => {
  const { kind, id } = recipientOf(ctx);
  return tables(ctx).selectFrom('notice').where('recipient_kind', '=', kind).where('recipient_id', '=', id);
};

/** One page of the actor's notices, the latest first. */
export async function listMine(ctx: Context, filter: InputOf<typeof noticeEndpoints.mine>): Promise<Page<Notice>> {
  const query = ownNotices(ctx)
    .select(['id', 'title', 'text', 'link', 'created_at', 'read_at'])
    .$if(filter.unread === true, (q) => q.where('read_at', 'is', null));
  const found = await page(ctx, query, filter, { keys: { at: 'notice.created_at' }, id: 'notice.id', usual: '-at' });
  return {
    ...found,
    rows: found.rows.map((row) => ({
      id: row.id,
      title: row.title,
      text: unseal('notice', 'text', row.id, row.text),
      link: row.link,
      at: row.created_at.toISOString(),
      read: row.read_at !== null,
    })),
  };
}

/** How many notices the actor has not read; stops counting at 1,000. */
export async function countUnread(ctx: Context): Promise<{ count: number; more: boolean }> {
  const rows = await ownNotices(ctx).select('id').where('read_at', 'is', null).limit(countLimit + 1).execute();
  return { count: Math.min(rows.length, countLimit), more: rows.length > countLimit };
}

const smsQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('sms_message')
    .leftJoin('notice_template', 'notice_template.key', 'sms_message.template_key')
    .select([
      'sms_message.id', 'sms_message.template_key', 'notice_template.title as template_title', 'sms_message.recipient_kind', 'sms_message.phone', 'sms_message.state',
      'sms_message.tries', 'sms_message.problem', 'sms_message.created_at', 'sms_message.sent_at', 'sms_message.settled_at',
    ]);

type SmsRecord = Awaited<ReturnType<ReturnType<typeof smsQuery>['executeTakeFirstOrThrow']>>;

/** One page of text messages, the latest first; days are China Standard Time, both inclusive. */
export async function listSms(ctx: Context, filter: InputOf<typeof noticeEndpoints.sms>): Promise<Page<SmsMessage>> {
  const { state, template, phoneTail, from, to } = filter;
  const query = smsQuery(ctx)
    .$if(state !== undefined, (q) => q.where('sms_message.state', '=', state!))
    .$if(template !== undefined, (q) => q.where('sms_message.template_key', '=', template!))
    .$if(phoneTail !== undefined, (q) => q.where('sms_message.phone_tail', '=', phoneTail!))
    .$if(from !== undefined, (q) => q.where('sms_message.created_at', '>=', startOfChinaDay(from!)))
    .$if(to !== undefined, (q) => q.where('sms_message.created_at', '<', startOfChinaDay(addDays(to!, 1))));
  const found = await page(ctx, query, filter, { keys: { createdAt: 'sms_message.created_at' }, id: 'sms_message.id', usual: '-createdAt' });
  return { ...found, rows: found.rows.map(toSms) };
}

/** @throws notices.noSms */
export async function getSms(ctx: Context, id: string): Promise<SmsMessage> {
  const row = await smsQuery(ctx).where('sms_message.id', '=', id).executeTakeFirst();
  if (!row) throw noticeErrors.noSms({ id });
  return toSms(row);
}

const toSms = (row: SmsRecord): SmsMessage => ({
  id: row.id,
  template: row.template_title ?? row.template_key,
  recipient: row.recipient_kind,
  phone: maskValue('phone', unseal('sms_message', 'phone', row.id, row.phone)),
  state: row.state,
  tries: row.tries,
  problem: row.problem,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  settledAt: row.settled_at?.toISOString() ?? null,
});

/** All templates, in the order of the content. */
export async function listTemplates(ctx: Context): Promise<Template[]> {
  const rows = await tables(ctx).selectFrom('notice_template').selectAll().orderBy('position').execute();
  return rows.map(({ key, title, audience, text, sms, slots, example }) => ({
    key,
    title,
    audience,
    text,
    sms,
    // In the order in which they stand, which the database does not keep.
    slots: [...new Set(slotsIn(text + (sms ?? '')))].map((name) => ({ name, title: slots[name] ?? name, example: example[name] ?? '' })),
  }));
}

/** A template filled with the given values, and with its examples where none is given. @throws notices.noTemplate */
export async function previewTemplate(ctx: Context, { key, values }: InputOf<typeof noticeEndpoints.preview>): Promise<Preview> {
  const template = await findTemplate(ctx, key);
  if (!template) throw noticeErrors.noTemplate({ key });
  const all = { ...template.example, ...values };
  const sms = template.sms === null ? null : smsText(await getSetting(ctx, 'notices.smsSignature'), template.sms, all);
  return { title: template.title, text: fill(template.text, all), sms, smsParts: smsParts(sms) };
}
