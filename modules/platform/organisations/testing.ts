import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { insertUnit, saveDivisions } from './store.ts';

/** Makes sure a county exists and returns its code. */
export async function aDivision(ctx: Context, given: { code?: string; name?: string; parentCode?: string } = {}): Promise<string> {
  const code = given.code ?? '411299';
  await saveDivisions(ctx, [{ code, name: given.name ?? '测试区', kind: 'county', parent_code: given.parentCode ?? null, position: 99 }]);
  return code;
}

/** Sets up a bureau, or a department when a parent's path is given, and returns its id and path. */
export async function aUnit(
  ctx: Context,
  given: { name?: string; parentPath?: readonly string[]; divisionCode?: string; uscc?: string } = {},
): Promise<{ id: string; path: string[] }> {
  const id = newId(ctx.now());
  const path = [...(given.parentPath ?? []), id];
  await insertUnit(ctx, {
    id,
    parent_id: given.parentPath?.at(-1) ?? null,
    path,
    kind: given.parentPath ? 'department' : 'bureau',
    name: given.name ?? `测试单位${id.slice(-6)}`,
    short_name: '测试单位',
    uscc: given.uscc ?? null,
    division_code: given.divisionCode ?? (await aDivision(ctx)),
    position: 1,
    status: 'active',
    changed_at: ctx.now(),
  });
  return { id, path };
}
