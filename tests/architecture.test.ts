import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { modules } from '../app/modules.ts';
import { openApiDocument } from '../kernel/http/openapi.ts';
import { testDatabase } from '../kernel/testing/database.ts';

describe('the database', () => {
  it('explains every table, view, column and function of ours in a comment', async () => {
    const { kernel } = await testDatabase();
    const { rows } = await sql<{ what: string }>`
      select c.relname as what from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and obj_description(c.oid, 'pg_class') is null
      union all
      select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
        and col_description(c.oid, a.attnum) is null
      union all
      select p.proname || '()' from pg_proc p
      where p.pronamespace = 'public'::regnamespace and obj_description(p.oid, 'pg_proc') is null
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      order by 1`.execute(kernel.database);
    assert.deepEqual(rows.map((row) => row.what), []);
  });

  it('keeps instants to the millisecond, which is what JavaScript keeps', async () => {
    const { kernel } = await testDatabase();
    const { rows } = await sql<{ what: string }>`
      select table_name || '.' || column_name as what from information_schema.columns
      where table_schema = 'public' and data_type like 'timestamp%' and (data_type <> 'timestamp with time zone' or datetime_precision <> 3)
        and table_name in (select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))`.execute(kernel.database);
    assert.deepEqual(rows.map((row) => row.what), []);
  });

  it('lets the serving role write through no view and not into the ledger of migrations', async () => {
    const { kernel } = await testDatabase();
    const { rows } = await sql<{ what: string }>`
      select relname || ' ' || privilege as what from pg_class, unnest(array['INSERT', 'UPDATE', 'DELETE']) as privilege
      where relnamespace = 'public'::regnamespace and (relkind = 'v' or relname = 'schema_migration')
        and has_table_privilege('yiwang_app', oid, privilege)`.execute(kernel.database);
    assert.deepEqual(rows.map((row) => row.what), []);
    await assert.rejects(sql`delete from v_audit`.execute(kernel.database), /permission denied/);
  });

  it('lets the serving role neither make nor drop tables', async () => {
    const { kernel } = await testDatabase();
    await assert.rejects(sql`create table intruder (id int)`.execute(kernel.database), /permission denied/);
    await assert.rejects(sql`drop table event`.execute(kernel.database), /must be owner/);
  });
});

describe('the API document', () => {
  it('names every operation once, with a summary in Chinese', () => {
    const document = openApiDocument(modules, '0') as { paths: Record<string, Record<string, { operationId: string; summary: string }>> };
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    assert.equal(new Set(operations.map((operation) => operation.operationId)).size, operations.length);
    assert.equal(operations.length, modules.flatMap((module) => Object.keys(module.routes?.endpoints ?? {})).length, 'two endpoints share a method and path');
    assert.deepEqual(operations.filter((operation) => !/[\u4e00-\u9fff]/.test(operation.summary)).map((operation) => operation.operationId), []);
  });
});
