import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { startTemporary } from '../../kernel/db/embedded/temporary.ts';
import type { EmbeddedServer } from '../../kernel/db/embedded/start.ts';
import { migrate } from '../../kernel/db/migrate.ts';
import { openDatabase, openPool } from '../../kernel/db/pool.ts';
import { renderSchema } from './schema-sql.ts';
import { readSchema, type Schema } from './schema.ts';

const made = `
  create table office (id text primary key, name text not null unique, parent_id text references office (id));
  comment on table office is '机构';
  comment on column office.name is '名称';
  create table permit (
    id uuid not null,
    number bigint generated always as identity,
    title text not null default '无名',
    upper_title text generated always as (upper(title)) stored,
    office_id text not null references office (id),
    at timestamptz(3) not null,
    state text not null check (state in ('open', 'done')),
    primary key (id, at)
  ) partition by range (at);
  create table permit_rest partition of permit default;
  create table permit_202601 partition of permit for values from ('2026-01-01') to ('2026-02-01');
  create index permit_open on permit (office_id, at desc) where state = 'open';
  create unique index permit_number on permit (number, at);
  create view v_permit as select id, title from permit where state = 'open';
  create function permit_count(wanted text) returns bigint language sql stable as $$ select count(*) from permit where office_id = wanted $$;
  revoke all on function permit_count(text) from public;
  create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger office_stamp before update on office for each row execute function stamp();
  revoke update, delete on permit from yiwang_app;
  revoke select on office from yiwang_reader;
`;

let server: EmbeddedServer;
let owner: Kysely<unknown>;
let schema: Schema;

before(async () => {
  server = await startTemporary();
  const { host, user, database } = server.connection;
  await migrate({ host, user, database }, []);
  owner = openDatabase(openPool({ connection: { host, user, database }, role: 'owner', max: 1 }));
  await sql`drop table schema_migration`.execute(owner);
  await sql.raw(made).execute(owner);
  schema = await readSchema(owner);
});
after(async () => {
  await owner.destroy();
  await server.stop();
});

describe('readSchema', () => {
  it('leaves out partitions by month and keeps the one for the rest', () => {
    assert.deepEqual(schema.tables.map(({ name, partitioning, partitionOf }) => [name, partitioning, partitionOf]), [
      ['office', null, null],
      ['permit', 'range (at)', null],
      ['permit_rest', null, 'permit'],
    ]);
  });

  it('leaves out what extensions bring', () => {
    assert.deepEqual(schema.extensions, ['btree_gin', 'pg_trgm']);
    assert.deepEqual(schema.functions.map(({ signature }) => signature), ['permit_count(text)', 'stamp()']);
  });

  it('reads comments', () => {
    assert.equal(schema.tables[0]?.comment, '机构');
    assert.deepEqual(schema.tables[0]?.columns.map(({ comment }) => comment), [null, '名称', null]);
  });
});

describe('renderSchema', () => {
  it('writes what, run again, makes the same schema', async () => {
    const text = renderSchema(schema);
    const runnable = text.split('\n').filter((line) => !/^(create extension|grant) /.test(line)).join('\n');
    await sql`drop view v_permit`.execute(owner);
    await sql`drop table permit, office cascade`.execute(owner);
    await sql`drop function permit_count(text), stamp()`.execute(owner);
    // A trigger stands with its table, so the functions must be there first.
    const functions = runnable.slice(runnable.indexOf('CREATE OR REPLACE FUNCTION public.stamp'));
    await sql.raw(functions).execute(owner);
    await sql.raw(runnable).execute(owner);
    const shapeOf = ({ tables, views, functions: all }: Schema): unknown => ({
      tables: tables.map(({ grants: _grants, comment: _comment, columns, ...rest }) => ({ ...rest, columns: columns.map(({ comment: _none, ...column }) => column) })),
      views: views.map(({ definition, columns }) => ({ definition, columns: columns.map(({ name, type }) => ({ name, type })) })),
      functions: all.map(({ definition }) => definition),
    });
    assert.deepEqual(shapeOf(await readSchema(owner)), shapeOf(schema));
  });

  it('shows rights only where they are not the usual ones', () => {
    const grants = renderSchema(schema).split('\n').filter((line) => line.startsWith('grant '));
    assert.deepEqual(grants, [
      'grant nothing on office to yiwang_reader;',
      'grant insert, select on permit to yiwang_app;',
      // Default rights of the schema reach views too, where reading would do.
      'grant delete, insert, select, update on v_permit to yiwang_app;',
      'grant execute on function stamp() to public;',
    ]);
  });
});
