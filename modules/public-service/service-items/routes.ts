import { implement } from '../../../kernel/endpoint.ts';
import { publishVersion, withdrawVersion } from './actions.ts';
import { serviceItemEndpoints } from './contract.ts';
import { itemSheet } from './export.ts';
import { countVisit, getGuide, listThemes } from './queries/guide.ts';
import { searchItems, suggestItems } from './queries/search.ts';
import { exportedItems, getItemDetail, listItems } from './queries/staff.ts';
import { tryVersion } from './queries/trial.ts';
import { compareVersions, getVersionDetail } from './queries/versions.ts';

export const serviceItemRoutes = implement(serviceItemEndpoints, {
  search: (ctx, filter) => searchItems(ctx, filter),
  suggest: async (ctx, { text }) => ({ rows: await suggestItems(ctx, text) }),
  themes: (ctx) => listThemes(ctx),
  guide: async (ctx, { id }) => {
    const guide = await getGuide(ctx, id);
    if (guide.kind === 'item') await countVisit(ctx, id);
    return guide;
  },
  list: (ctx, filter) => listItems(ctx, filter),
  export: async (ctx, filter) => itemSheet(await exportedItems(ctx, filter), ctx.now()),
  get: (ctx, { id }) => getItemDetail(ctx, id),
  version: (ctx, { id }) => getVersionDetail(ctx, id),
  compare: (ctx, { id, since }) => compareVersions(ctx, id, since),
  try: (ctx, input) => tryVersion(ctx, input),
  publish: (ctx, input) => publishVersion(ctx, input),
  withdraw: (ctx, input) => withdrawVersion(ctx, input),
});
