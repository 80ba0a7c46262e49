import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { sm3 } from '../../../../kernel/crypto/index.ts';
import { newId } from '../../../../kernel/id.ts';
import type { LicenceDefinition } from '../definition.ts';
import { tables, type LicenceTables } from '../tables.ts';

export type TypeRow = LicenceTables['licence_type'];

/** Versions never change, so each is read once a process; its face keeps its drawn ornament. */
const kept = new Map<string, TypeRow>();

const keep = (row: TypeRow): TypeRow => {
  const known = kept.get(row.id) ?? row;
  kept.set(row.id, known);
  return known;
};

/** The newest version of a type. */
export async function findType(ctx: Context, key: string): Promise<TypeRow | undefined> {
  const row = await tables(ctx).selectFrom('licence_type').selectAll().where('key', '=', key).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row && keep(row);
}

/** A version of a type by its id. */
export async function getTypeVersion(ctx: Context, id: string): Promise<TypeRow> {
  return kept.get(id) ?? keep(await tables(ctx).selectFrom('licence_type').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

/** The newest version of every type, by name. */
export const newestTypes = (ctx: Context): Promise<TypeRow[]> =>
  tables(ctx).selectFrom('licence_type').selectAll().distinctOn('key').orderBy('key').orderBy('version', 'desc').execute();

/** Adds a version when the definition is not that of the newest one. */
export async function saveType(ctx: Context, definition: LicenceDefinition): Promise<void> {
  const text = JSON.stringify(definition);
  const digest = sm3(Buffer.from(text)).toString('hex');
  const newest = await findType(ctx, definition.key);
  if (newest?.sm3 === digest) return;
  await tables(ctx)
    .insertInto('licence_type')
    .values({
      id: newId(ctx.now()),
      key: definition.key,
      version: (newest?.version ?? 0) + 1,
      code: definition.code,
      name: definition.name,
      definition: sql`${text}::jsonb`,
      sm3: digest,
      loaded_at: ctx.now(),
    })
    .execute();
}
