import { implement } from '../../../kernel/endpoint.ts';
import { inboxEndpoints } from './contract.ts';
import { countInbox, listInbox, nextTask } from './queries/inbox.ts';

export const inboxRoutes = implement(inboxEndpoints, {
  list: (ctx, filter) => listInbox(ctx, filter),
  counts: (ctx) => countInbox(ctx),
  next: (ctx, input) => nextTask(ctx, input),
});
