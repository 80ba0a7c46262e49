import { implement, type Routes } from '../../../kernel/endpoint.ts';
import { changeSetting } from './actions.ts';
import { cityEndpoints, settingEndpoints } from './contract.ts';
import { getCity, listChanges, listSettings } from './queries.ts';

export const settingRoutes: Routes = implement(
  { ...cityEndpoints, ...settingEndpoints },
  {
    city: (ctx) => getCity(ctx),
    list: async (ctx) => ({ rows: await listSettings(ctx) }),
    history: (ctx, filter) => listChanges(ctx, filter),
    change: (ctx, input) => changeSetting(ctx, input),
  },
);
