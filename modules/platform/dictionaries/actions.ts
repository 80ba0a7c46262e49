import type { Context } from '../../../kernel/context.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { dictionaryErrors, type dictionaryEndpoints, type ItemRow } from './contract.ts';
import { getItem } from './queries.ts';
import { findItem, findNamesake, insertItem, lockHead, updateItem, type ItemRecord } from './store.ts';

/** Where items added here stand: after those of the content. */
const lastPosition = 9999;

/** Adds an item of this installation's own. @throws dictionaries.notFound, codeTaken, noParent, nameTaken */
export async function addItem(ctx: Context, input: InputOf<typeof dictionaryEndpoints.addItem>): Promise<ItemRow> {
  const { key, code, name, parent, note, reason } = input;
  if (!(await lockHead(ctx, key))) throw dictionaryErrors.notFound({ key });
  const existing = await findItem(ctx, key, code);
  if (existing) throw dictionaryErrors.codeTaken({ code, name: nameOf(existing) });
  if (parent !== undefined && !(await findItem(ctx, key, parent))) throw dictionaryErrors.noParent({ code: parent });
  await refuseSameName(ctx, { dictionary_key: key, code, parent_code: parent ?? null }, name);
  await insertItem(ctx, {
    dictionary_key: key,
    code,
    name,
    own_name: null,
    parent_code: parent ?? null,
    note: note ?? null,
    position: lastPosition,
    origin: 'local',
    in_content: true,
    changed_at: ctx.now(),
  });
  return told(ctx, 'dictionaries.addItem', key, code, { name, reason });
}

/** Uses another name for an item; the content's own name takes the change back. @throws dictionaries.notFound, noItem, nameTaken */
export async function renameItem(ctx: Context, { key, code, name, reason }: InputOf<typeof dictionaryEndpoints.renameItem>): Promise<ItemRow> {
  const item = await requireItem(ctx, key, code);
  const from = nameOf(item);
  if (name !== from) await refuseSameName(ctx, item, name);
  const change = item.origin === 'local' ? { name } : { own_name: name === item.name ? null : name };
  await updateItem(ctx, key, code, { ...change, changed_at: ctx.now() });
  return told(ctx, 'dictionaries.renameItem', key, code, { from, to: name, reason });
}

/** Takes an item out of choice; records that have it keep its name. @throws dictionaries.notFound, noItem, alreadyDisabled */
export async function disableItem(ctx: Context, { key, code, reason }: InputOf<typeof dictionaryEndpoints.disableItem>): Promise<ItemRow> {
  const item = await requireItem(ctx, key, code);
  if (item.disabled || !item.in_content) throw dictionaryErrors.alreadyDisabled({ name: nameOf(item) });
  await updateItem(ctx, key, code, { disabled: true, changed_at: ctx.now() });
  return told(ctx, 'dictionaries.disableItem', key, code, { reason });
}

/** Makes a disabled item usable again. @throws dictionaries.notFound, noItem, dropped, notDisabled, nameTaken */
export async function enableItem(ctx: Context, { key, code, reason }: InputOf<typeof dictionaryEndpoints.enableItem>): Promise<ItemRow> {
  const item = await requireItem(ctx, key, code);
  if (!item.in_content) throw dictionaryErrors.dropped({ name: nameOf(item) });
  if (!item.disabled) throw dictionaryErrors.notDisabled({ name: nameOf(item) });
  await refuseSameName(ctx, item, nameOf(item));
  await updateItem(ctx, key, code, { disabled: false, changed_at: ctx.now() });
  return told(ctx, 'dictionaries.enableItem', key, code, { reason });
}

async function told(ctx: Context, action: string, key: string, code: string, detail: Record<string, unknown>): Promise<ItemRow> {
  ctx.audit(action, `${key}/${code}`, detail);
  ctx.announce('dictionaries.changed', { key });
  return getItem(ctx, key, code);
}

const nameOf = (item: ItemRecord): string => item.own_name ?? item.name;

async function requireItem(ctx: Context, key: string, code: string): Promise<ItemRecord> {
  const head = await lockHead(ctx, key);
  if (!head) throw dictionaryErrors.notFound({ key });
  const item = await findItem(ctx, key, code);
  if (!item) throw dictionaryErrors.noItem({ dictionary: head.name, code });
  return item;
}

async function refuseSameName(ctx: Context, item: Pick<ItemRecord, 'dictionary_key' | 'code' | 'parent_code'>, name: string): Promise<void> {
  const other = await findNamesake(ctx, item, name);
  if (other) throw dictionaryErrors.nameTaken({ name, code: other.code });
}
