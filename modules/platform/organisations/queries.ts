import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { organisationErrors, type Division, type organisationEndpoints, type Unit } from './contract.ts';
import { tables } from './tables.ts';

/** All divisions, parents before children, in the order the city gives them. */
export async function listDivisions(ctx: Context): Promise<Division[]> {
  const rows = await tables(ctx).selectFrom('division').selectAll().orderBy('position').orderBy('code').execute();
  return rows.map((row) => ({ code: row.code, name: row.name, kind: row.kind, parentCode: row.parent_code }));
}

/** Whether the unit is the given one or lies below it. */
const within = (id: string) => sql<boolean>`unit.path @> array[${id}]::text[]`;

const unitQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('unit')
    .innerJoin('division', 'division.code', 'unit.division_code')
    .leftJoin('unit as parent', 'parent.id', 'unit.parent_id')
    .select([
      'unit.id',
      'unit.parent_id as parentId',
      'parent.name as parentName',
      'unit.kind',
      'unit.name',
      'unit.short_name as shortName',
      'unit.uscc',
      'unit.division_code as divisionCode',
      'division.name as divisionName',
      'unit.status',
      'unit.changed_at as changedAt',
    ]);

/** One page of units; without a filter, all of them, bureaus in the city's order. */
export async function listUnits(ctx: Context, filter: InputOf<typeof organisationEndpoints.list>): Promise<Page<Unit>> {
  const { text, kind, status, divisionCode, below } = filter;
  const query = unitQuery(ctx)
    .$if(text !== undefined, (q) => q.where((eb) => eb.or([eb('unit.name', 'like', `%${text}%`), eb('unit.uscc', '=', text ?? '')])))
    .$if(kind !== undefined, (q) => q.where('unit.kind', '=', kind!))
    .$if(status !== undefined, (q) => q.where('unit.status', '=', status!))
    .$if(divisionCode !== undefined, (q) => q.where('unit.division_code', '=', divisionCode!))
    .$if(below !== undefined, (q) => q.where(within(below!)));
  const found = await page(ctx, query, filter, {
    keys: { position: 'unit.position', name: 'unit.name', changedAt: 'unit.changed_at' },
    id: 'unit.id',
    usual: 'position',
  });
  return { ...found, rows: found.rows.map(toUnit) };
}

/** @throws organisations.notFound */
export async function getUnit(ctx: Context, id: string): Promise<Unit> {
  const row = await unitQuery(ctx).where('unit.id', '=', id).executeTakeFirst();
  if (!row) throw organisationErrors.notFound({ id });
  return toUnit(row);
}

/** Ids from a unit's bureau down to itself; empty for an unknown unit. */
export async function pathOf(ctx: Context, id: string): Promise<string[]> {
  return (await tables(ctx).selectFrom('unit').select('path').where('id', '=', id).executeTakeFirst())?.path ?? [];
}

/** Ids of a unit and everything below it, closed units included: their records remain theirs. */
export async function unitsBelow(ctx: Context, id: string): Promise<string[]> {
  const rows = await tables(ctx).selectFrom('unit').select('id').where(within(id)).execute();
  return rows.map((row) => row.id);
}

/** Ids of all units of a division and of the divisions below it. */
export async function unitsOfDivision(ctx: Context, code: string): Promise<string[]> {
  const rows = await tables(ctx)
    .withRecursive('area', (db) =>
      db
        .selectFrom('division')
        .select('code')
        .where('code', '=', code)
        .unionAll((eb) => eb.selectFrom('division').innerJoin('area', 'area.code', 'division.parent_code').select('division.code')),
    )
    .selectFrom('unit')
    .innerJoin('area', 'area.code', 'unit.division_code')
    .select('unit.id')
    .execute();
  return rows.map((row) => row.id);
}

const toUnit = (row: Omit<Unit, 'changedAt'> & { changedAt: Date }): Unit => ({ ...row, changedAt: row.changedAt.toISOString() });
