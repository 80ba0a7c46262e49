import { implement } from '../../../kernel/endpoint.ts';
import { requestVerification } from './actions.ts';
import { auditEndpoints } from './contract.ts';
import { exportEntries, getEntry, listEntries, listMyReads, listVerifications } from './queries.ts';
import { namedActions } from './titles.ts';

export const auditRoutes = implement(auditEndpoints, {
  list: (ctx, filter) => listEntries(ctx, filter),
  get: (ctx, { id }) => getEntry(ctx, id),
  actions: async () => ({ rows: namedActions() }),
  export: (ctx, filter) => exportEntries(ctx, filter),
  verify: (ctx) => requestVerification(ctx),
  verifications: (ctx, input) => listVerifications(ctx, input),
  myReads: (ctx, input) => listMyReads(ctx, input),
});
