import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { blindIndex, decryptField, encryptField } from '../../../kernel/crypto/fields.ts';
import { keyRing } from '../../../kernel/key-ring.ts';
import type { Audience } from './contract.ts';
import { tables, type NoticeTables } from './tables.ts';

export type TemplateRow = NoticeTables['notice_template'];
export type NoticeRow = NoticeTables['notice'];
export type SmsRow = NoticeTables['sms_message'];

type SealedTable = 'notice' | 'sms_message';

/** Encrypts a text or phone for its row. */
export const seal = (table: SealedTable, column: 'text' | 'phone', row: string, text: string): string => encryptField(keyRing.get(), text, { table, column, row });

/** Reads a text or phone back; whoever shows it to another than the recipient audits that. */
export const unseal = (table: SealedTable, column: 'text' | 'phone', row: string, sealed: string): string => decryptField(keyRing.get(), sealed, { table, column, row });

export const phoneIndex = (phone: string): string => blindIndex(keyRing.get(), 'sms_message.phone', phone);

export const findTemplate = (ctx: Context, key: string): Promise<TemplateRow | undefined> => tables(ctx).selectFrom('notice_template').selectAll().where('key', '=', key).executeTakeFirst();

/** Makes the templates what the content says; one it no longer has goes, since sent texts are kept whole. */
export const saveTemplates = async (ctx: Context, rows: readonly TemplateRow[]): Promise<void> => {
  await tables(ctx).deleteFrom('notice_template').execute();
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('notice_template')
    .values(rows.map((row) => ({ ...row, slots: sql`${JSON.stringify(row.slots)}::jsonb`, example: sql`${JSON.stringify(row.example)}::jsonb` })))
    .execute();
};

export const insertNotice = async (ctx: Context, row: NoticeRow): Promise<void> => {
  await tables(ctx).insertInto('notice').values(row).execute();
};

/** Marks one unread notice of a recipient, or all of them; says how many. */
export const markNotices = async (ctx: Context, recipient: { kind: Audience; id: string }, noticeId: string | null): Promise<number> => {
  const result = await tables(ctx)
    .updateTable('notice')
    .set({ read_at: ctx.now() })
    .where('recipient_kind', '=', recipient.kind)
    .where('recipient_id', '=', recipient.id)
    .where('read_at', 'is', null)
    .$if(noticeId !== null, (q) => q.where('id', '=', noticeId))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

export const findNotice = (ctx: Context, recipient: { kind: Audience; id: string }, id: string): Promise<NoticeRow | undefined> =>
  tables(ctx).selectFrom('notice').selectAll().where('id', '=', id).where('recipient_kind', '=', recipient.kind).where('recipient_id', '=', recipient.id).executeTakeFirst();

export const insertSms = async (ctx: Context, row: SmsRow): Promise<void> => {
  await tables(ctx).insertInto('sms_message').values(row).execute();
};

/** Loads a message and holds it, so that it is handed over by one worker at a time. */
export const lockSms = (ctx: Context, id: string): Promise<SmsRow | undefined> => tables(ctx).selectFrom('sms_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const updateSms = async (ctx: Context, id: string, change: Partial<SmsRow>): Promise<void> => {
  await tables(ctx).updateTable('sms_message').set(change).where('id', '=', id).execute();
};

/** How many messages a phone has been sent since an instant. */
export const countSmsSince = async (ctx: Context, phone: string, since: Date): Promise<number> => {
  const row = await tables(ctx)
    .selectFrom('sms_message')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('phone_index', '=', phoneIndex(phone))
    .where('created_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.n;
};

/** Messages handed over whose fate is not known yet, those asked about longest ago first; each is held by one worker. */
export const awaitingReceipt = (ctx: Context, sentAfter: Date, limit: number): Promise<SmsRow[]> =>
  tables(ctx)
    .selectFrom('sms_message')
    .selectAll()
    .where('state', '=', 'sent')
    .where('sent_at', '>', sentAfter)
    .orderBy('polled_at', (order) => order.asc().nullsFirst())
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
