import type { Context } from '../../../kernel/context.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { newId } from '../../../kernel/id.ts';
import { isUscc } from '../../../engines/identifiers/contract.ts';
import { organisationErrors, type organisationEndpoints, type Unit } from './contract.ts';
import { getUnit } from './queries.ts';
import { countActiveBelow, findDivision, findSibling, findUnitByUscc, insertUnit, lockUnit, updateUnit, type UnitRow } from './store.ts';

const lastPosition = 1_000_000;

/**
 * Sets up a unit: a bureau with its credit code, or a department within a unit.
 *
 * @throws organisations.usccMissing, badUscc, usccTaken, noSuchDivision, notFound (parent), parentClosed, nameTaken
 */
export async function createUnit(ctx: Context, input: InputOf<typeof organisationEndpoints.create>): Promise<Unit> {
  const parent = input.parentId === undefined ? null : await requireOpen(ctx, input.parentId);
  await refuseSameName(ctx, parent?.id ?? null, input.name);
  const uscc = input.kind === 'bureau' ? await requireUscc(ctx, input.uscc) : null;
  const divisionCode = input.kind === 'bureau' ? input.divisionCode : parent?.division_code;
  if (!divisionCode || !(await findDivision(ctx, divisionCode))) throw organisationErrors.noSuchDivision({ code: divisionCode ?? '（未填）' });

  const id = newId(ctx.now());
  await insertUnit(ctx, {
    id,
    parent_id: parent?.id ?? null,
    path: [...(parent?.path ?? []), id],
    kind: input.kind,
    name: input.name,
    short_name: input.shortName,
    uscc,
    division_code: divisionCode,
    position: lastPosition,
    status: 'active',
    changed_at: ctx.now(),
  });
  ctx.audit('organisations.create', id, { name: input.name, kind: input.kind });
  ctx.announce('organisations.created', { unitId: id });
  return getUnit(ctx, id);
}

/**
 * Gives a unit another name; records made under the old one keep it.
 *
 * @throws organisations.notFound, closed, nameTaken
 */
export async function renameUnit(ctx: Context, input: InputOf<typeof organisationEndpoints.rename>): Promise<Unit> {
  const unit = await requireUnit(ctx, input.id);
  if (unit.status === 'closed') throw organisationErrors.closed({ name: unit.name });
  if (input.name !== unit.name) await refuseSameName(ctx, unit.parent_id, input.name);
  await updateUnit(ctx, unit.id, { name: input.name, short_name: input.shortName, changed_at: ctx.now() });
  ctx.audit('organisations.rename', unit.id, { from: unit.name, to: input.name });
  return getUnit(ctx, unit.id);
}

/**
 * Closes a unit that has no open units below it; its records stay.
 *
 * @throws organisations.notFound, closed, hasUnits
 */
export async function closeUnit(ctx: Context, input: InputOf<typeof organisationEndpoints.close>): Promise<Unit> {
  const unit = await requireUnit(ctx, input.id);
  if (unit.status === 'closed') throw organisationErrors.closed({ name: unit.name });
  const count = await countActiveBelow(ctx, unit.id);
  if (count > 0) throw organisationErrors.hasUnits({ name: unit.name, count });
  await updateUnit(ctx, unit.id, { status: 'closed', changed_at: ctx.now() });
  ctx.audit('organisations.close', unit.id, { name: unit.name, reason: input.reason });
  ctx.announce('organisations.closed', { unitId: unit.id });
  return getUnit(ctx, unit.id);
}

async function requireUnit(ctx: Context, id: string): Promise<UnitRow> {
  const unit = await lockUnit(ctx, id);
  if (!unit) throw organisationErrors.notFound({ id });
  return unit;
}

async function requireOpen(ctx: Context, id: string): Promise<UnitRow> {
  const unit = await requireUnit(ctx, id);
  if (unit.status === 'closed') throw organisationErrors.parentClosed({ name: unit.name });
  return unit;
}

async function refuseSameName(ctx: Context, parentId: string | null, name: string): Promise<void> {
  if (await findSibling(ctx, parentId, name)) throw organisationErrors.nameTaken({ name });
}

async function requireUscc(ctx: Context, uscc: string | undefined): Promise<string> {
  if (uscc === undefined) throw organisationErrors.usccMissing();
  if (!isUscc(uscc)) throw organisationErrors.badUscc({ uscc });
  const owner = await findUnitByUscc(ctx, uscc);
  if (owner) throw organisationErrors.usccTaken({ uscc, name: owner.name });
  return uscc;
}
