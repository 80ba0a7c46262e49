import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { modules } from '../app/modules.ts';
import { plugModules } from '../app/kernel.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { sessionCookie } from '../kernel/http/cookies.ts';
import { buildServer } from '../kernel/http/server.ts';
import { aCitizen, anOfficer } from '../kernel/testing/actors.ts';
import { testDatabase } from '../kernel/testing/database.ts';

/** Every endpoint, refused in every way it can be refused before its handler is asked; and nothing is changed by it. */
const endpoints = modules.flatMap((module) =>
  Object.entries(module.routes?.endpoints ?? {}).map(([name, definition]) => ({ name: `${module.name}.${name}`, definition })),
);

const everyPermission = modules.flatMap((module) => Object.keys(module.permissions));
const actors: Readonly<Record<string, Actor>> = {
  nobody: anOfficer({ permissions: [] }),
  citizen: aCitizen(),
  everybody: anOfficer({ permissions: everyPermission }),
};

let server: FastifyInstance;
before(async () => {
  const { kernel } = await testDatabase();
  plugModules();
  const [first, ...rest] = modules;
  const watched = [{ ...first!, authenticate: async (_ctx: unknown, token: string) => actors[token] ?? null }, ...rest];
  server = await buildServer({ kernel, modules: watched as typeof modules, trustProxy: false, secureCookies: false, perMinute: 1_000_000, checkAnswers: true });
});
after(() => server.close());

const addressOf = ({ path }: Endpoint): string => `/api${path.replaceAll(/:\w+/g, () => randomUUID())}`;

function ask(definition: Endpoint, token: string | null, change: { query?: string; payload?: string } = {}) {
  const hasBody = definition.method === 'POST' || definition.method === 'PUT';
  return server.inject({
    method: definition.method,
    url: `${addressOf(definition)}${change.query ?? ''}`,
    remoteAddress: `10.${Math.floor(counter / 60_000)}.${Math.floor(counter / 250) % 250}.${(counter += 1) % 250}`,
    ...(token ? { cookies: { [sessionCookie]: token } } : {}),
    ...(hasBody ? { headers: { 'content-type': 'application/json' }, payload: change.payload ?? '{}' } : {}),
  });
}
let counter = 0;

async function rowCounts(): Promise<string> {
  const { kernel } = await testDatabase();
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(kernel.database);
  const counts: string[] = [];
  for (const { name } of rows) {
    const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(kernel.database);
    counts.push(`${name}=${counted.rows[0]?.n}`);
  }
  return counts.join(' ');
}

/** Runs one way of asking over all endpoints it concerns and reports every wrong answer together. */
async function refuses(expected: number, concerned: (definition: Endpoint) => boolean, way: (definition: Endpoint) => ReturnType<typeof ask>): Promise<void> {
  const before_ = await rowCounts();
  const wrong: string[] = [];
  for (const { name, definition } of endpoints.filter((each) => concerned(each.definition))) {
    const answer = await way(definition);
    if (answer.statusCode !== expected) wrong.push(`${name}: ${answer.statusCode} ${answer.body.slice(0, 120)}`);
  }
  assert.deepEqual(wrong, []);
  assert.equal(await rowCounts(), before_, 'a refused request changed something');
}

const hasBody = ({ method }: Endpoint): boolean => method === 'POST' || method === 'PUT';

describe(`all ${endpoints.length} endpoints`, () => {
  it('ask for a session unless they are public', () => refuses(401, ({ access }) => access !== 'public', (definition) => ask(definition, null)));

  it('refuse an officer without the permission', () =>
    refuses(403, ({ access }) => !['public', 'signedIn', 'staff'].includes(access), (definition) => ask(definition, 'nobody')));

  it('refuse a citizen what is for officers', () =>
    refuses(403, ({ access }) => !['public', 'signedIn', 'citizen'].includes(access), (definition) => ask(definition, 'citizen')));

  it('refuse what the contract does not name', () =>
    refuses(
      400,
      () => true,
      (definition) => ask(definition, definition.access === 'citizen' ? 'citizen' : 'everybody', hasBody(definition) ? { payload: '{"没有这一项":1}' } : { query: '?nosuchfield=1' }),
    ));

  it('refuse bodies that are not JSON objects', () =>
    refuses(400, hasBody, (definition) => ask(definition, definition.access === 'citizen' ? 'citizen' : 'everybody', { payload: '[1,2' })));

  it('refuse bodies that are too large', () =>
    refuses(413, hasBody, (definition) =>
      ask(definition, definition.access === 'citizen' ? 'citizen' : 'everybody', { payload: JSON.stringify({ x: 'y'.repeat((definition.bodyLimit ?? 262_144) + 10) }) }),
    ));
});
