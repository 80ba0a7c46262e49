import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, type ClientConfig } from 'pg';

export const ledgerSql = 'select id, checksum from ledger';

/** The schema as migrations make it: with everything that has ever made a copy of rows go wrong. */
const schemaSql = `
  create table ledger (id text primary key, checksum text not null, applied_at timestamptz not null default now());
  insert into ledger values ('20260101T0000_create', 'aa');

  create schema office;
  create table office.bureau (id int primary key, chief int, name text not null);
  create table office.officer (id int generated always as identity primary key, bureau int not null references office.bureau, name text not null,
    senior int references office.officer);
  alter table office.bureau add constraint bureau_chief foreign key (chief) references office.officer deferrable;
  comment on constraint bureau_chief on office.bureau is '负责人';

  create table "Odd Name" ("select" int primary key, "列" text, raw bytea, big numeric, moment timestamptz, day date, doc jsonb, flags bool[],
    twice int generated always as ("select" * 2) stored);
  create table account (id int primary key, balance bigint not null);
  create table transfer (id bigserial primary key, payer int not null references account, payee int not null references account, amount bigint not null);

  create table entry (id uuid not null default gen_random_uuid(), at timestamptz not null, text text, primary key (id, at)) partition by range (at);
  create table entry_rest partition of entry default;
  create function refuse() returns trigger language plpgsql as 'begin raise exception ''只增不改''; end';
  create trigger entry_keep before update or delete on entry for each row execute function refuse();
  create trigger entry_keep_all before truncate on entry for each statement execute function refuse();
  create trigger account_replica before delete on account for each row execute function refuse();
  alter table account enable replica trigger account_replica;

  create materialized view balance_sum as select sum(balance) as total from account;
`;

/** What only the running system makes: rows, and the partition of a month. */
const rowsSql = `
  create table entry_2026_11 partition of entry for values from ('2026-11-01 00:00:00+08') to ('2026-12-01 00:00:00+08') partition by hash (id);
  create table entry_2026_11_0 partition of entry_2026_11 for values with (modulus 1, remainder 0);
  insert into entry (at, text) select timestamptz '2026-11-05 10:00+08' + i * interval '1 day', '第' || i || '条' from generate_series(1, 60) i;

  insert into office.bureau values (1, null, '市场监督管理局'), (2, null, '自然资源局');
  insert into office.officer (bureau, name, senior) values (1, '甲', null), (1, '乙', 1), (2, '丙', 2);
  update office.bureau set chief = 3 where id = 1;
  select setval('office.officer_id_seq', 40, false);

  insert into "Odd Name" ("select", "列", raw, big, moment, day, doc, flags) values
    (1, E'制表\\t换行\\n反斜\\\\N𠮷', '\\x00ff0a', 'NaN', 'infinity', '0044-03-15 BC', '{"a": [1, null, "\\\\"]}', '{t,null,f}'),
    (2, null, null, 12345678901234567890.000000001, '2026-11-21 23:59:59.999999+08', '9999-12-31', 'null', '{}'),
    (3, '', '\\x', -0.0, '-infinity', null, '"文"', null),
    (4, E'\\\\.', E'\\\\x5c2e', 0, '2026-01-01 00:00+14', '2026-02-28', '[]', '{f}');
  insert into account select i, 1000 from generate_series(1, 200) i;
  refresh materialized view balance_sum;
`;

/** Opens a client that survives the server's end, for tests that end it. */
export async function connect(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs work with a client and closes it. */
export async function withClient<T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(config);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const makeSchema = (config: ClientConfig): Promise<unknown> => withClient(config, (client) => client.query(schemaSql));
export const makeRows = (config: ClientConfig): Promise<unknown> => withClient(config, (client) => client.query(rowsSql));

/**
 * Moves money between accounts until told to stop; every transaction keeps the sum, and leaves a row.
 *
 * @param nowAndThen statement to run between transactions a few times a second
 */
export function keepWriting(config: ClientConfig, nowAndThen = 'select 1'): { stop: () => Promise<number>; committed: () => number } {
  let going = true;
  let count = 0;
  let last = Date.now();
  const done = withClient(config, async (client) => {
    while (going) {
      const [payer, payee] = [1 + ((count * 7) % 200), 1 + ((count * 11 + 3) % 200)];
      await client.query(`begin;
        update account set balance = balance - 5 where id = ${payer};
        update account set balance = balance + 5 where id = ${payee};
        insert into transfer (payer, payee, amount) values (${payer}, ${payee}, 5);
        commit`);
      if (Date.now() - last > 200) {
        await client.query(nowAndThen);
        last = Date.now();
      }
      count += 1;
    }
  });
  return {
    committed: () => count,
    stop: async () => {
      going = false;
      await done;
      return count;
    },
  };
}

/** Counts and sums up the rows of every ordinary table in a way that the order of rows does not change. */
export async function fingerprint(config: ClientConfig): Promise<Record<string, string>> {
  return withClient(config, async (client) => {
    await client.query(`set timezone to 'UTC'; set datestyle to 'ISO'`);
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'office') order by 1`,
    );
    const sums: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      const lines = rows.map(({ row }) => row).toSorted();
      sums[name] = `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
    }
    return sums;
  });
}

/** Makes a small file store and key ring below a data folder. */
export function makeFolders(dataDir: string): void {
  for (const [name, content] of Object.entries({
    'files/ab/cd/材料.pdf': 'a file',
    'files/empty': '',
    'files/large': 'x'.repeat(3_000_000),
    'keys/ring.json': '{"secret":1}',
  })) {
    mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true });
    writeFileSync(path.join(dataDir, name), content);
  }
}
