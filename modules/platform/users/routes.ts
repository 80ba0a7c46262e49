import { implement } from '../../../kernel/endpoint.ts';
import { createUser, disableUser, enableUser, revealUser, updateUserDetails } from './actions.ts';
import { userEndpoints } from './contract.ts';
import { getUserInScope, listUsers } from './queries.ts';

export const userRoutes = implement(userEndpoints, {
  list: (ctx, filter) => listUsers(ctx, filter),
  get: (ctx, { id }) => getUserInScope(ctx, id),
  reveal: (ctx, input) => revealUser(ctx, input),
  create: (ctx, input) => createUser(ctx, input),
  update: (ctx, input) => updateUserDetails(ctx, input),
  disable: (ctx, input) => disableUser(ctx, input),
  enable: (ctx, input) => enableUser(ctx, input),
});
