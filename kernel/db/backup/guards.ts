import { escapeIdentifier, escapeLiteral, type Client } from 'pg';

/**
 * Runs work in the client's transaction with all foreign keys and triggers of user tables set aside, then puts them back as
 * they were; putting a foreign key back checks every row.
 *
 * Works for the owner of the tables, unlike `session_replication_role`, which asks for a superuser and leaves keys unchecked.
 */
export async function withoutGuards(client: Client, work: () => Promise<void>): Promise<void> {
  const keys = await listForeignKeys(client);
  const triggers = await listTriggers(client);
  for (const { table, name } of triggers) await client.query(`alter table ${table} disable trigger ${escapeIdentifier(name)}`);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`);
  await work();
  for (const { table, name, definition, comment } of keys) {
    await client.query(`alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`);
    if (comment !== null) await client.query(`comment on constraint ${escapeIdentifier(name)} on ${table} is ${escapeLiteral(comment)}`);
  }
  for (const { table, name, mode } of triggers) await client.query(`alter table ${table} ${mode} trigger ${escapeIdentifier(name)}`);
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  readonly comment: string | null;
}

/** A key that a partition has from its parent comes and goes with the parent's. */
async function listForeignKeys(client: Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select format('%I.%I', n.nspname, t.relname) as table, c.conname as name, pg_get_constraintdef(c.oid) as definition,
           obj_description(c.oid, 'pg_constraint') as comment
      from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_namespace n on n.oid = t.relnamespace
     where c.contype = 'f' and c.conparentid = 0 and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     order by 1, 2`);
  return rows;
}

interface Trigger {
  readonly table: string;
  readonly name: string;
  readonly mode: string;
}

async function listTriggers(client: Client): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select format('%I.%I', n.nspname, c.relname) as table, t.tgname as name,
           case t.tgenabled when 'R' then 'enable replica' when 'A' then 'enable always' else 'enable' end as mode
      from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     order by 1, 2`);
  return rows;
}
