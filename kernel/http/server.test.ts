import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import Type from 'typebox';
import { openTables } from '../context.ts';
import { endpoint, implement } from '../endpoint.ts';
import { defineErrors } from '../errors.ts';
import { defineModule } from '../module.ts';
import { anOfficer } from '../testing/actors.ts';
import { testDatabase } from '../testing/database.ts';
import { sessionCookie } from './cookies.ts';
import { buildServer } from './server.ts';

const errors = defineErrors('pebbles', { tooHeavy: { kind: 'conflict', text: '石子重 {weight} 克，超过限额' } });

const endpoints = {
  open: endpoint({ method: 'GET', path: '/pebbles', access: 'public', summary: '', input: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 10 })) }), output: Type.Object({ limit: Type.Integer() }) }),
  own: endpoint({ method: 'GET', path: '/pebbles/:id', access: 'pebbles.read', summary: '', input: Type.Object({ id: Type.String({ format: 'uuid', title: '编号' }) }), output: Type.Object({ id: Type.String() }) }),
  add: endpoint({
    method: 'POST', path: '/pebbles', access: 'pebbles.add', summary: '',
    input: Type.Object({ weight: Type.Number({ minimum: 1, title: '重量' }), name: Type.String({ maxLength: 5, title: '名称' }) }),
    output: Type.Object({ key: Type.String() }),
  }),
  leak: endpoint({ method: 'GET', path: '/pebbles-leak', access: 'public', summary: '', input: Type.Object({}), output: Type.Object({ id: Type.String() }, { additionalProperties: false }) }),
  broken: endpoint({ method: 'GET', path: '/pebbles-broken', access: 'public', summary: '', input: Type.Object({}), output: Type.Object({}) }),
};

const open = openTables<unknown>();
let calls = 0;

const module = defineModule({
  name: 'pebbles',
  title: '石子',
  uses: [],
  permissions: { 'pebbles.read': '看', 'pebbles.add': '加' },
  errors,
  routes: implement(endpoints, {
    open: async (_ctx, { limit }) => ({ limit: limit ?? 0 }),
    own: async (_ctx, { id }) => ({ id }),
    add: async (ctx, { weight, name }) => {
      calls += 1;
      await sql`insert into work_done (key, at) values (${`pebble-${ctx.origin.requestId}`}, now())`.execute(open(ctx));
      ctx.audit('pebbles.add', ctx.origin.requestId, { name });
      if (weight > 100) throw errors.tooHeavy({ weight });
      return { key: ctx.origin.requestId };
    },
    leak: async () => ({ id: '1', secret: 'x' }),
    broken: async () => {
      throw new Error('select * from secret_table failed');
    },
  }),
  authenticate: async (_ctx, token) => (token === 'reader' ? anOfficer({ permissions: ['pebbles.read'] }) : token === 'adder' ? anOfficer({ id: 'adder', permissions: ['pebbles.add'] }) : null),
});

let server: FastifyInstance;
before(async () => {
  const { kernel } = await testDatabase();
  server = await buildServer({ kernel, modules: [module], trustProxy: false, secureCookies: false, perMinute: 10_000, checkAnswers: true });
});
after(() => server.close());

const as = (token: string) => ({ cookies: { [sessionCookie]: token } });
const add = (weight: number, extra: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url: '/api/pebbles', ...as('adder'), headers: extra, payload: { weight, name: '石子' } });
const countOf = async (key: string): Promise<number> => {
  const { kernel } = await testDatabase();
  const { rows } = await sql<{ n: number }>`select (select count(*) from work_done where key = ${`pebble-${key}`}) + (select count(*) from audit_entry where target = ${key}) as n`.execute(kernel.database);
  return rows[0]?.n ?? 0;
};

describe('a route', () => {
  it('is closed unless permitted: 401 without a session, 403 without the permission', async () => {
    const id = '01900000-0000-7000-8000-000000000000';
    assert.equal((await server.inject(`/api/pebbles/${id}`)).statusCode, 401);
    assert.equal((await server.inject({ url: `/api/pebbles/${id}`, ...as('nobody') })).statusCode, 401);
    assert.equal((await server.inject({ url: `/api/pebbles/${id}`, ...as('adder') })).statusCode, 403);
    assert.equal((await server.inject({ url: `/api/pebbles/${id}`, ...as('reader') })).statusCode, 200);
  });

  it('names every field that is wrong, in Chinese, and does nothing', async () => {
    const answer = await server.inject({ method: 'POST', url: '/api/pebbles', ...as('adder'), payload: { weight: 0, name: '很长很长的名字', colour: 'red' } });
    assert.equal(answer.statusCode, 400);
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
    const problem = answer.json<{ code: string; problems: { path: string; message: string }[] }>();
    assert.equal(problem.code, 'kernel.invalidInput');
    assert.deepEqual(problem.problems.toSorted((a, b) => (a.path < b.path ? -1 : 1)), [
      { path: 'colour', message: '没有这一项' },
      { path: 'name', message: '名称：最多 5 个字' },
      { path: 'weight', message: '重量：不能小于 1' },
    ]);
  });

  it('reads numbers from a query but not from text in a body', async () => {
    assert.deepEqual((await server.inject('/api/pebbles?limit=7')).json(), { limit: 7 });
    assert.equal((await server.inject('/api/pebbles?limit=many')).statusCode, 400);
    assert.equal((await server.inject({ method: 'POST', url: '/api/pebbles', ...as('adder'), payload: { weight: '5', name: '石' } })).statusCode, 400);
  });

  it('commits change and audit together, and takes both back when refused', async () => {
    const done = await add(5);
    assert.equal(done.statusCode, 200);
    assert.equal(await countOf(done.json<{ key: string }>().key), 2);
    const refused = await add(500);
    assert.equal(refused.statusCode, 409);
    const problem = refused.json<{ title: string; code: string; incident: string }>();
    assert.equal(problem.title, '石子重 500 克，超过限额');
    assert.equal(problem.code, 'pebbles.tooHeavy');
    assert.equal(await countOf(problem.incident), 0);
  });

  it('does the work once for one idempotency key, and refuses the key for other work', async () => {
    const key = { 'idempotency-key': 'key-12345678' };
    const first = await add(7, key);
    const before = calls;
    const second = await add(7, key);
    assert.deepEqual(second.json(), first.json());
    assert.equal(calls, before);
    assert.equal((await add(8, key)).json<{ code: string }>().code, 'kernel.keyReused');
    assert.equal((await add(8, { 'idempotency-key': 'x y' })).statusCode, 400);
  });

  it('lets one of two simultaneous requests with one key do the work', async () => {
    const key = { 'idempotency-key': 'key-simultaneous' };
    const before = calls;
    const answers = await Promise.all([add(9, key), add(9, key), add(9, key)]);
    assert.equal(new Set(answers.map((answer) => answer.body)).size, 1);
    assert.equal(calls, before + 1);
  });

  it('refuses changing requests that another site makes a browser send', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      assert.equal((await add(5, headers)).json<{ code: string }>().code, 'kernel.crossSite');
    }
    assert.equal((await add(5, { 'sec-fetch-site': 'same-origin', origin: 'http://city.example:8080', host: 'city.example:8080' })).statusCode, 200);
  });

  it('refuses bodies that are too large, not JSON, or of another kind', async () => {
    const post = (payload: string, type: string) => server.inject({ method: 'POST', url: '/api/pebbles', ...as('adder'), headers: { 'content-type': type }, payload });
    assert.equal((await post(`{"name":"${'x'.repeat(300_000)}"}`, 'application/json')).statusCode, 413);
    assert.equal((await post('{', 'application/json')).statusCode, 400);
    assert.equal((await post('<a/>', 'application/xml')).statusCode, 415);
    assert.equal((await post('[]', 'application/json')).statusCode, 400);
  });

  it('sends nothing that its contract does not name, and tells nothing of its insides when it breaks', async () => {
    for (const url of ['/api/pebbles-leak', '/api/pebbles-broken']) {
      const answer = await server.inject(url);
      assert.equal(answer.statusCode, 500);
      assert.doesNotMatch(answer.body, /secret/);
      assert.match(answer.json<{ title: string; incident: string }>().title, /请提供编号/);
    }
  });

  it('answers unknown addresses and carries security headers', async () => {
    const answer = await server.inject('/api/nothing');
    assert.equal(answer.statusCode, 404);
    assert.equal(answer.json<{ code: string }>().code, 'kernel.noRoute');
    assert.match(String(answer.headers['content-security-policy']), /default-src 'self'/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.ok(answer.headers['x-request-id']);
  });
});

describe('uploads', () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64');
  const put = (content: Buffer, name: string, token?: string) =>
    server.inject({ method: 'PUT', url: `/api/files?name=${encodeURIComponent(name)}`, ...(token ? as(token) : {}), headers: { 'content-type': 'application/octet-stream' }, payload: content });

  it('takes a file of an accepted kind, known by its content', async () => {
    const answer = await put(png, '平面图.txt', 'adder');
    assert.equal(answer.statusCode, 200);
    const file = answer.json<{ name: string; type: string; size: number }>();
    assert.deepEqual([file.name, file.type, file.size], ['平面图.txt', 'image/png', png.length]);
  });

  it('refuses visitors, programs in disguise, empty files and names that deceive', async () => {
    assert.equal((await put(png, 'a.png')).statusCode, 401);
    assert.equal((await put(Buffer.from('MZ this is no picture'), 'a.png', 'adder')).json<{ code: string }>().code, 'files.wrongType');
    assert.equal((await put(Buffer.alloc(0), 'a.png', 'adder')).json<{ code: string }>().code, 'files.empty');
    assert.equal((await put(png, 'a\u202egpj.exe', 'adder')).json<{ code: string }>().code, 'files.badName');
  });
});
