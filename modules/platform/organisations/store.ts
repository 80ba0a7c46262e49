import type { Context } from '../../../kernel/context.ts';
import { tables, type OrganisationTables } from './tables.ts';

export type UnitRow = OrganisationTables['unit'];
export type DivisionRow = OrganisationTables['division'];

/** Loads a unit and holds its row until the transaction ends. */
export const lockUnit = (ctx: Context, id: string): Promise<UnitRow | undefined> =>
  tables(ctx).selectFrom('unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findUnitByUscc = (ctx: Context, uscc: string): Promise<UnitRow | undefined> =>
  tables(ctx).selectFrom('unit').selectAll().where('uscc', '=', uscc).executeTakeFirst();

export const findSibling = (ctx: Context, parentId: string | null, name: string): Promise<UnitRow | undefined> =>
  tables(ctx)
    .selectFrom('unit')
    .selectAll()
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('name', '=', name)
    .where('status', '=', 'active')
    .executeTakeFirst();

export const countActiveBelow = async (ctx: Context, id: string): Promise<number> => {
  const row = await tables(ctx)
    .selectFrom('unit')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('parent_id', '=', id)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow();
  return row.n;
};

export const insertUnit = async (ctx: Context, row: UnitRow): Promise<void> => {
  await tables(ctx).insertInto('unit').values(row).execute();
};

export const updateUnit = async (ctx: Context, id: string, change: Partial<UnitRow>): Promise<void> => {
  await tables(ctx).updateTable('unit').set(change).where('id', '=', id).execute();
};

export const findDivision = (ctx: Context, code: string): Promise<DivisionRow | undefined> =>
  tables(ctx).selectFrom('division').selectAll().where('code', '=', code).executeTakeFirst();

/** Makes the divisions what the content says; none is removed, since records may name it. */
export const saveDivisions = async (ctx: Context, rows: readonly DivisionRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('division')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        kind: eb.ref('excluded.kind'),
        parent_code: eb.ref('excluded.parent_code'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute();
};

/** Adds units the content names and this installation lacks; one that an administrator has changed since stays as it is. */
export const addUnits = async (ctx: Context, rows: readonly UnitRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await tables(ctx).insertInto('unit').values([...rows]).onConflict((conflict) => conflict.column('id').doNothing()).execute();
};
