import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { SettingValue } from './contract.ts';
import { tables, type SettingTables } from './tables.ts';

export type CityRow = SettingTables['city'];

/** Text must reach a jsonb column as JSON, in quotes. */
const json = (value: SettingValue) => sql<SettingValue>`${JSON.stringify(value)}::jsonb`;

export const findSetting = (ctx: Context, key: string): Promise<SettingTables['setting'] | undefined> =>
  tables(ctx).selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst();

/** Makes changes of one setting wait for each other, whether it has a row yet or not. */
export const lockSetting = async (ctx: Context, key: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`setting/${key}`}, 0))`.execute(tables(ctx));
};

export const allSettings = (ctx: Context): Promise<SettingTables['setting'][]> => tables(ctx).selectFrom('setting').selectAll().execute();

/** Sets a value and writes the change into the history. */
export const saveSetting = async (ctx: Context, change: Omit<SettingTables['setting_change'], 'changed_by' | 'changed_by_name' | 'changed_at'>): Promise<void> => {
  const at = ctx.now();
  const value = json(change.value_after);
  await tables(ctx)
    .insertInto('setting')
    .values({ key: change.key, value, changed_by: ctx.actor.id, changed_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_by: ctx.actor.id, changed_at: at }))
    .execute();
  await tables(ctx)
    .insertInto('setting_change')
    .values({ ...change, value_before: json(change.value_before), value_after: value, changed_by: ctx.actor.id, changed_by_name: ctx.actor.name, changed_at: at })
    .execute();
};

export const findCity = (ctx: Context): Promise<CityRow | undefined> => tables(ctx).selectFrom('city').selectAll().executeTakeFirst();

/** Makes the one row what the pack says. */
export const saveCity = async (ctx: Context, row: CityRow): Promise<void> => {
  await tables(ctx).deleteFrom('city').where('id', '!=', row.id).execute();
  const { id: _id, ...change } = row;
  await tables(ctx).insertInto('city').values(row).onConflict((conflict) => conflict.column('id').doUpdateSet(change)).execute();
};
