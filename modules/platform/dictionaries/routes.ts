import { implement } from '../../../kernel/endpoint.ts';
import { addItem, disableItem, enableItem, renameItem } from './actions.ts';
import { dictionaryEndpoints } from './contract.ts';
import { describeDictionary, getDictionary, listDictionaries, listItems } from './queries.ts';

export const dictionaryRoutes = implement(dictionaryEndpoints, {
  get: (ctx, { key }) => getDictionary(ctx, key),
  list: (ctx, filter) => listDictionaries(ctx, filter),
  about: (ctx, { key }) => describeDictionary(ctx, key),
  items: (ctx, filter) => listItems(ctx, filter),
  addItem: (ctx, input) => addItem(ctx, input),
  renameItem: (ctx, input) => renameItem(ctx, input),
  disableItem: (ctx, input) => disableItem(ctx, input),
  enableItem: (ctx, input) => enableItem(ctx, input),
});
