import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import type { SupplementItem } from '../contract.ts';
import { tables, type CaseTables } from '../tables.ts';

export type MaterialRow = CaseTables['case_material'];
export type EventRow = CaseTables['case_event'];
export type SupplementRow = CaseTables['case_supplement'];
export type LetterRow = CaseTables['case_letter'];

export const insertMaterials = async (ctx: Context, rows: readonly MaterialRow[]): Promise<void> => {
  if (rows.length > 0) await tables(ctx).insertInto('case_material').values([...rows]).execute();
};

export const materialsOf = (ctx: Context, caseId: string): Promise<MaterialRow[]> =>
  tables(ctx).selectFrom('case_material').selectAll().where('case_id', '=', caseId).orderBy('round').orderBy('added_at').orderBy('id').execute();

/** What an entry of the timeline says. */
export interface Happening {
  readonly kind: string;
  readonly title: string;
  readonly opinion?: string | undefined;
  readonly unitName?: string | null;
  /** Whether the applicant sees it; yes unless said. */
  readonly internal?: boolean;
  readonly detail?: Record<string, unknown>;
}

/** Adds to a case's timeline, as the actor. */
export const addEvent = async (ctx: Context, caseId: string, happening: Happening): Promise<void> => {
  await tables(ctx)
    .insertInto('case_event')
    .values({
      id: newId(ctx.now()),
      case_id: caseId,
      at: ctx.now(),
      kind: happening.kind,
      title: happening.title,
      actor_kind: ctx.actor.kind,
      actor_id: ctx.actor.id,
      actor_name: ctx.actor.name,
      unit_name: happening.unitName ?? null,
      opinion: happening.opinion ?? null,
      shown_to_applicant: happening.internal !== true,
      detail: sql`${JSON.stringify(happening.detail ?? {})}::jsonb`,
    })
    .execute();
};

export const eventsOf = (ctx: Context, caseId: string): Promise<EventRow[]> =>
  tables(ctx).selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('id').execute();

export const findSupplement = (ctx: Context, caseId: string): Promise<SupplementRow | undefined> =>
  tables(ctx).selectFrom('case_supplement').selectAll().where('case_id', '=', caseId).executeTakeFirst();

export const insertSupplement = async (ctx: Context, caseId: string, items: readonly SupplementItem[], answerBy: Date): Promise<void> => {
  await tables(ctx)
    .insertInto('case_supplement')
    .values({ case_id: caseId, items: sql`${JSON.stringify(items)}::jsonb`, asked_by: ctx.actor.id, asked_at: ctx.now(), answer_by: answerBy })
    .execute();
};

export const answerSupplement = async (ctx: Context, caseId: string): Promise<void> => {
  await tables(ctx).updateTable('case_supplement').set({ answered_at: ctx.now() }).where('case_id', '=', caseId).execute();
};

export const insertLetter = async (ctx: Context, row: LetterRow): Promise<void> => {
  await tables(ctx).insertInto('case_letter').values(row).execute();
};

export const lettersOf = (ctx: Context, caseId: string): Promise<LetterRow[]> =>
  tables(ctx).selectFrom('case_letter').selectAll().where('case_id', '=', caseId).orderBy('issued_at').orderBy('id').execute();
