import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Figures of this process in Prometheus form. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: 'yiwang_http_request_seconds',
  help: 'Time from request to answer, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
  registers: [metrics],
});

/** Counts one answered request under its route pattern, never under its address. */
export function countRequest(method: string, route: string | undefined, reply: FastifyReply): void {
  requests.observe({ method, route: route ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
}
