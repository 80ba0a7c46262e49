import { implement } from '../../../kernel/endpoint.ts';
import { dropJobs, retryJobs } from './actions.ts';
import { jobEndpoints } from './contract.ts';
import { getDead, listDead, listQueued, listSchedules, listTasks } from './queries.ts';

export const jobRoutes = implement(jobEndpoints, {
  tasks: async (ctx) => ({ rows: await listTasks(ctx) }),
  queued: (ctx, filter) => listQueued(ctx, filter),
  dead: (ctx, filter) => listDead(ctx, filter),
  deadJob: (ctx, { id }) => getDead(ctx, id),
  retry: (ctx, input) => retryJobs(ctx, input),
  drop: (ctx, input) => dropJobs(ctx, input),
  schedules: async (ctx) => ({ rows: await listSchedules(ctx) }),
});
