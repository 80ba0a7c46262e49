import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { PartitionEntry, TableEntry } from './manifest.ts';

/** Writes a schema and a name as SQL. */
export const qualified = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

/** Schemas of users, and only what no extension brought along: the extension makes that anew. */
const ofUsers = (alias: string): string => `
  n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = ${alias}.oid and d.deptype = 'e')`;

export type FoundTable = Pick<TableEntry, 'schema' | 'name' | 'columns' | 'shape'> & {
  /** Whether its rows live in partitions. */
  readonly partitioned: boolean;
};

/** Lists every table of every user schema; partitions count with the table they belong to. */
export async function listTables(client: Client): Promise<FoundTable[]> {
  const { rows } = await client.query<FoundTable>(`
    select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
           coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns,
           coalesce(array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attname) filter (where a.attname is not null), '{}') as shape
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' and ${ofUsers('c')}
     group by n.nspname, c.relname, c.relkind
     order by 1, 2`);
  return rows;
}

/** Lists partitions, parents before children: the running system makes new ones, so a fresh schema lacks them. */
export async function listPartitions(client: Client): Promise<PartitionEntry[]> {
  const { rows } = await client.query<PartitionEntry>(`
    select n.nspname as schema, c.relname as name, pn.nspname as "parentSchema", p.relname as "parentName",
           pg_get_expr(c.relpartbound, c.oid) as bound, pg_get_partkeydef(c.oid) as key
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_inherits i on i.inhrelid = c.oid
      join pg_class p on p.oid = i.inhparent
      join pg_namespace pn on pn.oid = p.relnamespace
     where c.relispartition and c.relkind in ('r', 'p') and ${ofUsers('c')}
     order by (select count(*) from pg_partition_ancestors(c.oid)), 1, 2`);
  return rows;
}

/** Lists every sequence with its state, which is read outside any snapshot and so never behind the rows. */
export async function listSequences(client: Client): Promise<{ schema: string; name: string; lastValue: string; isCalled: boolean }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and c.relpersistence <> 't' and ${ofUsers('c')}
     order by 1, 2`);
  const sequences = [];
  for (const row of rows) {
    const state = await client.query<{ value: string; called: boolean }>(`select last_value::text as value, is_called as called from ${qualified(row)}`);
    sequences.push({ ...row, lastValue: state.rows[0]?.value ?? '1', isCalled: state.rows[0]?.called ?? false });
  }
  return sequences;
}

/** Names what a copy of the rows would miss; empty when nothing. */
export async function listUnsupported(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ objects: string; foreign_tables: string }>(`
    select (select count(*) from pg_largeobject_metadata) as objects,
           (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'f' and ${ofUsers('c')}) as foreign_tables`);
  const found = [];
  if (Number(rows[0]?.objects) > 0) found.push('大对象');
  if (Number(rows[0]?.foreign_tables) > 0) found.push('外部表');
  return found;
}

/** Lists materialised views in the order of their making, so that one that reads another comes after it. */
export async function listMaterialisedViews(client: Client): Promise<{ schema: string; name: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'm' and ${ofUsers('c')}
     order by c.oid`);
  return rows;
}
