import { sql, type Kysely } from 'kysely';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** Default or generation expression, as PostgreSQL writes it; `always` or `by default` of an identity. */
  readonly otherwise: string | null;
  readonly kind: 'plain' | 'identity' | 'generated';
  readonly comment: string | null;
}

/** Who may do what with a table, view or function, beside its owner. */
export interface Grant {
  readonly role: string;
  readonly rights: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly Column[];
  /** As in `range (at)`; null for a plain table. */
  readonly partitioning: string | null;
  /** The table it holds the rest of; null for a table of its own. */
  readonly partitionOf: string | null;
  readonly constraints: readonly { readonly name: string; readonly definition: string }[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  readonly grants: readonly Grant[];
}

export interface View {
  readonly name: string;
  readonly comment: string | null;
  readonly definition: string;
  readonly columns: readonly Pick<Column, 'name' | 'type'>[];
  readonly grants: readonly Grant[];
}

export interface DatabaseFunction {
  /** With its parameters' types. */
  readonly signature: string;
  readonly comment: string | null;
  readonly definition: string;
  readonly grants: readonly Grant[];
}

/** The schema that all migrations together make; every list is in a stable order. */
export interface Schema {
  readonly extensions: readonly string[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly functions: readonly DatabaseFunction[];
}

/**
 * Reads the schema `public` out of the catalogue.
 *
 * Partitions by month are left out, since which of them exist depends on the day; a default partition belongs to the schema.
 */
export async function readSchema(database: Kysely<unknown>): Promise<Schema> {
  const [extensions, tables, views, functions] = [
    await sql<{ name: string }>`select extname as name from pg_extension where extname <> 'plpgsql' order by extname collate "C"`.execute(database),
    await readTables(database),
    await readViews(database),
    await readFunctions(database),
  ];
  return { extensions: extensions.rows.map(({ name }) => name), tables, views, functions };
}

/** Nothing instead of NULL where an aggregate found no row. */
const list = (query: ReturnType<typeof sql>) => sql`coalesce((${query}), '[]'::json)`;

const columnsOf = sql`
  select json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull, 'otherwise', case a.attidentity when 'a' then 'always' when 'd' then 'by default' else pg_get_expr(d.adbin, d.adrelid) end,
    'kind', case when a.attidentity <> '' then 'identity' when a.attgenerated <> '' then 'generated' else 'plain' end,
    'comment', col_description(c.oid, a.attnum)) order by a.attnum)
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

/** What others than the owner may do: `0` in the catalogue's lists of rights stands for everybody. */
const grantsOf = (rights: ReturnType<typeof sql>, owner: ReturnType<typeof sql>) => sql`
  select json_agg(json_build_object('role', role, 'rights', rights) order by role)
  from (
    select case when g.grantee = 0 then 'public' else g.grantee::regrole::text end as role, json_agg(lower(g.privilege_type) order by g.privilege_type) as rights
    from aclexplode(${rights}) g where g.grantee <> ${owner} group by 1
  ) granted`;

const relationGrants = grantsOf(sql`c.relacl`, sql`c.relowner`);

async function readTables(database: Kysely<unknown>): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
      ${list(columnsOf)} as columns,
      lower(pg_get_partkeydef(c.oid)) as partitioning,
      (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as "partitionOf",
      ${list(sql`
        select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid, true))
          order by position(k.contype in 'pufcx'), k.conname collate "C")
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0`)} as constraints,
      ${list(sql`
        select json_agg(pg_get_indexdef(x.indexrelid) order by x.indexrelid::regclass::text collate "C")
        from pg_index x where x.indrelid = c.oid and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid)
          and not exists (select 1 from pg_inherits i where i.inhrelid = x.indexrelid)`)} as indexes,
      ${list(sql`
        select json_agg(pg_get_triggerdef(t.oid, true) order by t.tgname collate "C")
        from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal`)} as triggers,
      ${list(relationGrants)} as grants
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (not c.relispartition or pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT')
    order by c.relname collate "C"`.execute(database);
  return rows;
}

async function readViews(database: Kysely<unknown>): Promise<View[]> {
  const { rows } = await sql<View>`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment, pg_get_viewdef(c.oid, true) as definition,
      ${list(columnsOf)} as columns, ${list(relationGrants)} as grants
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
    order by c.relname collate "C"`.execute(database);
  return rows;
}

async function readFunctions(database: Kysely<unknown>): Promise<DatabaseFunction[]> {
  const { rows } = await sql<DatabaseFunction>`
    select p.oid::regprocedure::text as signature, obj_description(p.oid, 'pg_proc') as comment, pg_get_functiondef(p.oid) as definition,
      ${list(grantsOf(sql`coalesce(p.proacl, acldefault('f', p.proowner))`, sql`p.proowner`))} as grants
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
      and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    order by p.oid::regprocedure::text collate "C"`.execute(database);
  return rows;
}
