import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Kernel } from '../run.ts';
import { metrics } from './metrics.ts';

/** `/healthz` is 200 while requests can be served, `/livez` while the process runs; `/metrics` are figures for Prometheus. */
export function addHealth(server: FastifyInstance, kernel: Kernel): void {
  const unlimited = { config: { rateLimit: false } };
  server.get('/livez', unlimited, async () => ({ status: 'alive' }));
  server.get('/healthz', unlimited, async (_request, reply) => {
    try {
      await sql`select 1 from schema_migration limit 1`.execute(kernel.database);
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'database away' });
    }
  });
  server.get('/metrics', unlimited, async (request, reply) => {
    // Figures about load are nobody's business outside: the collector runs on this machine or behind the proxy's own rule.
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.code(404).send();
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}
