import { implement } from '../../../kernel/endpoint.ts';
import { closeUnit, createUnit, renameUnit } from './actions.ts';
import { organisationEndpoints } from './contract.ts';
import { getUnit, listDivisions, listUnits } from './queries.ts';

export const organisationRoutes = implement(organisationEndpoints, {
  divisions: async (ctx) => ({ rows: await listDivisions(ctx) }),
  list: (ctx, filter) => listUnits(ctx, filter),
  get: (ctx, { id }) => getUnit(ctx, id),
  create: (ctx, input) => createUnit(ctx, input),
  rename: (ctx, input) => renameUnit(ctx, input),
  close: (ctx, input) => closeUnit(ctx, input),
});
