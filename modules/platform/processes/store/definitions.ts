import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import type { Graph } from '../../../../engines/processes/contract.ts';
import { tables, type ProcessTables } from '../tables.ts';

export type DefinitionRow = ProcessTables['process_definition'];

/** The definition of a key with exactly this drawing; nothing when it was never published. */
export const findByDigest = (ctx: Context, key: string, digest: string) =>
  tables(ctx).selectFrom('process_definition').select(['id', 'version']).where('key', '=', key).where('digest', '=', digest).executeTakeFirst();

/** Stores a drawing as the next version of its key; simultaneous publishing waits its turn. */
export async function insertDefinition(ctx: Context, row: Omit<DefinitionRow, 'version'>): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`process/${row.key}`}))`.execute(tables(ctx));
  const last = await tables(ctx).selectFrom('process_definition').select((eb) => eb.fn.max('version').as('version')).where('key', '=', row.key).executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  await tables(ctx).insertInto('process_definition').values({ ...row, version, graph: sql`${JSON.stringify(row.graph)}::jsonb` }).execute();
  return version;
}

/** Id of the newest version of a key. */
export const newestDefinition = (ctx: Context, key: string) =>
  tables(ctx).selectFrom('process_definition').select('id').where('key', '=', key).orderBy('version', 'desc').limit(1).executeTakeFirst();

/** Graphs never change once published, so they are kept. */
const graphs = new Map<string, Graph>();
const keepAtMost = 500;

/** The graph of a definition. */
export async function graphOf(ctx: Context, definitionId: string): Promise<Graph> {
  const kept = graphs.get(definitionId);
  if (kept) return kept;
  const { graph } = await tables(ctx).selectFrom('process_definition').select('graph').where('id', '=', definitionId).executeTakeFirstOrThrow();
  if (graphs.size >= keepAtMost) graphs.clear();
  graphs.set(definitionId, graph);
  return graph;
}
