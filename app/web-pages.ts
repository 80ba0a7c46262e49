import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { toProblem } from '../kernel/http/problems.ts';
import { httpErrors } from '../kernel/http/errors.ts';

const built = path.join(import.meta.dirname, '../dist/web');

/** Serves the built pages: the portal at `/`, the office at `/staff/`; an unknown page gets its shell, which shows what is wrong. */
export async function addWebPages(server: FastifyInstance): Promise<void> {
  if (!existsSync(built)) throw new Error('the web pages are not built yet; run "npm run build"');
  for (const [place, prefix] of [['portal', '/'], ['staff', '/staff/']] as const) {
    await server.register(fastifyStatic, { root: path.join(built, place), prefix, wildcard: false, index: false, preCompressed: true, decorateReply: place === 'portal', setHeaders });
  }
  const shell = (reply: FastifyReply, place: string) => reply.header('cache-control', 'no-cache').sendFile('index.html', path.join(built, place));
  server.get('/staff', (_request, reply) => shell(reply, 'staff'));
  server.get('/staff/*', (_request, reply) => shell(reply, 'staff'));
  server.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.code(404).type('application/problem+json').send(toProblem(httpErrors.noRoute(), request.id));
    return shell(reply, 'portal');
  });
}

/** Built files carry their digest in their name and never change; the shells are asked for anew each time. */
function setHeaders(reply: SetHeadersResponse, file: string): void {
  void reply.header('cache-control', file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

type SetHeadersResponse = Parameters<NonNullable<FastifyStaticOptions['setHeaders']>>[0];
