import type { Context } from '../../../kernel/context.ts';
import { saveHeads, saveItems } from './store.ts';

/** Makes a dictionary with the given items, `code: name` or `code: [name, parent]`, as if content had brought it. */
export async function aDictionary(ctx: Context, key: string, items: Readonly<Record<string, string | readonly [string, string]>>): Promise<void> {
  await saveHeads(ctx, [{ key, name: `测试字典 ${key}`, standard: '测试', basis: 'invented', note: null, changed_at: ctx.now() }]);
  await saveItems(
    ctx,
    [key],
    Object.entries(items).map(([code, given], position) => {
      const [name, parent] = typeof given === 'string' ? [given, null] : given;
      return { dictionary_key: key, code, name, own_name: null, parent_code: parent, note: null, position, origin: 'content', in_content: true, changed_at: ctx.now() };
    }),
  );
}
