import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import type { LicenceRow } from '../store/licences.ts';

type Permission = 'licences.read' | 'licences.manage' | 'licences.reveal' | 'licences.print';

/** The rows of `licence` a permission reaches, as a condition of the query. */
export function reach(ctx: Context, permission: Permission) {
  const { units, own } = ctx.actor.scope(permission);
  if (units === 'all') return sql<boolean>`true`;
  return sql<boolean>`(licence.unit_id = any(${[...units]}::text[]) or (${own} and licence.issued_by = ${ctx.actor.id}))`;
}

/** Whether a permission reaches a row that is held already. */
export function inReach(ctx: Context, permission: Permission, row: Pick<LicenceRow, 'unit_id' | 'issued_by'>): boolean {
  const { units, own } = ctx.actor.scope(permission);
  return units === 'all' || units.includes(row.unit_id) || (own && row.issued_by === ctx.actor.id);
}
