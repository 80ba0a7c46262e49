import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '../actor.ts';
import { openTables, type Context } from '../context.ts';
import { openPool } from '../db/pool.ts';
import { subscriptionsOf } from '../events/announce.ts';
import { defineModule } from '../module.ts';
import { inTransaction, ownOrigin, type Kernel } from '../run.ts';
import { testDatabase } from '../testing/database.ts';
import { enqueue } from './enqueue.ts';
import { startWorker, toUtc, type Worker } from './worker.ts';

const open = openTables<unknown>();
const mark = async (ctx: Context, key: string): Promise<void> => {
  await sql`insert into work_done (key, at) values (${key}, now())`.execute(open(ctx));
};

let failures = 0;
const waiting = new Map<string, () => void>();
const happened = (name: string): Promise<void> => new Promise((resolve) => waiting.set(name, resolve));
const tell = (name: string): void => waiting.get(name)?.();

const shop = defineModule({
  name: 'shop',
  title: '店',
  uses: [],
  permissions: {},
  jobs: {
    stock: { title: '进货', run: async (ctx, { key }: { key: string }) => mark(ctx, `stocked-${key}`).then(() => tell(key)) },
    fail: {
      title: '必败',
      attempts: 1,
      run: async (ctx, { key }: { key: string }) => {
        await mark(ctx, `half-${key}`);
        failures += 1;
        throw new Error('供货商没有货');
      },
    },
  },
  on: { 'shop.opened': async (ctx, { key }: { key: string }) => mark(ctx, `heard-${key}`).then(() => tell(key)) },
});

let kernel: Kernel;
let worker: Worker;
const act = (work: (ctx: Context) => Promise<void>): Promise<void> => inTransaction(kernel, { actor: systemActor('test'), origin: ownOrigin() }, work);
const count = async (key: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from work_done where key = ${key}`.execute(kernel.database);
  return rows[0]?.n ?? 0;
};
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('did not happen within 15 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('worker', () => {
  // Inside the suite: hooks of a file apply to every file of the run, and this worker links audit entries.
  before(async () => {
    const database = await testDatabase();
    kernel = { ...database.kernel, subscriptions: subscriptionsOf([shop]) };
    worker = await startWorker(kernel, openPool({ connection: database.connection, role: 'owner', max: 4 }), [shop], 2);
  });
  after(() => worker.stop());

  it('runs a job queued in a transaction that commits, and none of one that does not', async () => {
    await assert.rejects(
      act(async (ctx) => {
        await enqueue(ctx, 'shop.stock', { key: 'lost' });
        throw new Error('changed my mind');
      }),
    );
    const done = happened('kept');
    await act((ctx) => enqueue(ctx, 'shop.stock', { key: 'kept' }));
    await done;
    await until(async () => (await count('stocked-kept')) === 1);
    assert.equal(await count('stocked-lost'), 0);
  });

  it('tells every listener of an event once', async () => {
    await act(async (ctx) => ctx.announce('shop.opened', { key: 'event-1' }));
    await until(async () => (await count('heard-event-1')) === 1);
  });

  it('does not repeat work that has committed, though the queue hands it out again', async () => {
    await act((ctx) => enqueue(ctx, 'shop.stock', { key: 'twice' }));
    await until(async () => (await count('stocked-twice')) === 1);
    const { rows } = await sql<{ key: string }>`select key from work_done where key like 'shop.stock:%' order by at desc limit 1`.execute(kernel.database);
    await act(async (ctx) => {
      await sql`delete from work_done where key = 'stocked-twice'`.execute(open(ctx));
      await sql`select enqueue_jobs(${JSON.stringify([{ identifier: 'shop.stock', payload: { key: rows[0]?.key, payload: { key: 'twice' } } }])}::json)`.execute(open(ctx));
    });
    await act((ctx) => enqueue(ctx, 'shop.stock', { key: 'afterwards' }));
    await until(async () => (await count('stocked-afterwards')) === 1);
    assert.equal(await count('stocked-twice'), 0);
  });

  it('keeps a job that failed for good, with its error, and none of its half-done work', async () => {
    await act((ctx) => enqueue(ctx, 'shop.fail', { key: 'bad' }));
    await until(async () => {
      const { rows } = await sql<{ error: string }>`select error from dead_job where task = 'shop.fail'`.execute(kernel.database);
      return rows.length === 1 && /供货商没有货/.test(rows[0]?.error ?? '');
    });
    assert.equal(failures, 1);
    assert.equal(await count('half-bad'), 0);
  });

  it('links the audit trail by itself', async () => {
    await act(async (ctx) => ctx.audit('shop.test', 'chain-me'));
    await until(async () => {
      const { rows } = await sql`select 1 from audit_link l join audit_entry e on e.id = l.entry_id where e.target = 'chain-me'`.execute(kernel.database);
      return rows.length === 1;
    });
  });
});

describe('toUtc', () => {
  it('moves hours of China to UTC and leaves patterns alone', () => {
    assert.equal(toUtc('10 0 * * *'), '10 16 * * *');
    assert.equal(toUtc('30 9 * * *'), '30 1 * * *');
    assert.equal(toUtc('*/5 * * * *'), '*/5 * * * *');
  });
});
