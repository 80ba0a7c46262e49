import { implement } from '../../../kernel/endpoint.ts';
import { jumpToken, retryIncident } from './actions/instances.ts';
import { claimTask, makeMove, signTask } from './actions/tasks.ts';
import { processEndpoints } from './contract.ts';
import { getInstance, listInstances, movesOf } from './queries.ts';

export const processRoutes = implement(processEndpoints, {
  moves: (ctx, { id }) => movesOf(ctx, id),
  claim: (ctx, { id }) => claimTask(ctx, id),
  release: (ctx, { id }) => makeMove(ctx, id, { type: 'release' }),
  transfer: (ctx, { id, to }) => makeMove(ctx, id, { type: 'transfer', to }),
  delegate: (ctx, { id, to }) => makeMove(ctx, id, { type: 'delegate', to }),
  resolve: (ctx, { id }) => makeMove(ctx, id, { type: 'resolve' }),
  countersign: (ctx, { id, mode, signers }) => makeMove(ctx, id, { type: 'countersign', mode, signers }),
  sign: (ctx, { id, ...decision }) => signTask(ctx, id, decision),
  urge: (ctx, { id }) => makeMove(ctx, id, { type: 'urge' }),
  instances: (ctx, filter) => listInstances(ctx, filter),
  instance: (ctx, { id }) => getInstance(ctx, id),
  retry: async (ctx, input) => {
    await retryIncident(ctx, input);
    return {};
  },
  jump: async (ctx, input) => {
    await jumpToken(ctx, input);
    return {};
  },
});
