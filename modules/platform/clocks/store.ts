import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { ClockEntry } from '../../../engines/clocks/contract.ts';
import { tables, type ClockTables } from './tables.ts';

export type ClockRow = ClockTables['clock'];

/** Loads a clock and holds its row until the transaction ends. */
export const lockClock = (ctx: Context, id: string): Promise<ClockRow | undefined> =>
  tables(ctx).selectFrom('clock').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findClocks = (ctx: Context, ids: readonly string[]): Promise<ClockRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tables(ctx).selectFrom('clock').selectAll().where('id', 'in', [...ids]).execute();

/** Entries of clocks, in order, by clock. */
export async function entriesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, ClockEntry[]>> {
  const found = new Map<string, ClockEntry[]>();
  if (ids.length === 0) return found;
  const rows = await tables(ctx).selectFrom('clock_entry').select(['clock_id', 'entry']).where('clock_id', 'in', [...ids]).orderBy('clock_id').orderBy('seq').execute();
  for (const { clock_id: id, entry } of rows) found.set(id, [...(found.get(id) ?? []), entry]);
  return found;
}

export const insertClock = async (ctx: Context, row: ClockRow): Promise<void> => {
  await tables(ctx).insertInto('clock').values(row).execute();
};

export const updateClock = async (ctx: Context, id: string, change: Partial<ClockRow>): Promise<void> => {
  await tables(ctx).updateTable('clock').set(change).where('id', '=', id).execute();
};

export const insertEntry = async (ctx: Context, clockId: string, seq: number, entry: ClockEntry): Promise<void> => {
  await tables(ctx)
    .insertInto('clock_entry')
    .values({ clock_id: clockId, seq, entry: sql`${JSON.stringify(entry)}::jsonb`, recorded_by: ctx.actor.id, recorded_at: ctx.now() })
    .execute();
};

/** The calendar as stored, and when it changed. */
export const findCalendar = (ctx: Context, id: string): Promise<{ data: unknown; changed_at: Date } | undefined> =>
  tables(ctx).selectFrom('working_calendar').select(['data', 'changed_at']).where('id', '=', id).executeTakeFirst();

/** Saves a calendar; says whether that changed anything. */
export async function saveCalendar(ctx: Context, id: string, data: unknown): Promise<boolean> {
  const text = JSON.stringify(data);
  const result = await tables(ctx)
    .insertInto('working_calendar')
    .values({ id, data: sql`${text}::jsonb`, changed_at: ctx.now() })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ data: sql`${text}::jsonb`, changed_at: ctx.now() })
        .where('working_calendar.data', 'is distinct from', sql<string>`${text}::jsonb`),
    )
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Clocks that have not stopped, by id, after the given one. */
export const openClockIds = async (ctx: Context, after: string, limit: number): Promise<string[]> => {
  const rows = await tables(ctx).selectFrom('clock').select('id').where('state', '!=', 'stopped').where('id', '>', after).orderBy('id').limit(limit).execute();
  return rows.map((row) => row.id);
};
