import { implement } from '../../../kernel/endpoint.ts';
import { grantRole, revokeRole } from './actions.ts';
import { roleEndpoints } from './contract.ts';
import { listGrants, listRoles } from './queries.ts';

export const roleRoutes = implement(roleEndpoints, {
  list: async (ctx) => ({ rows: await listRoles(ctx) }),
  grants: async (ctx, { userId }) => ({ rows: await listGrants(ctx, userId) }),
  grant: async (ctx, input) => ({ rows: await grantRole(ctx, input) }),
  revoke: async (ctx, input) => ({ rows: await revokeRole(ctx, input) }),
});
