import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { page } from '../../../../kernel/db/page.ts';
import { addDays, startOfChinaDay } from '../../../../kernel/dates.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { Page } from '../../../../kernel/lists.ts';
import { clockSummaries } from '../../../platform/clocks/api.ts';
import type { caseEndpoints, CaseRow } from '../contract.ts';
import { applicantIndex, applicantNameIndex } from '../store/cases.ts';
import { tables } from '../tables.ts';
import { withinReach } from './reach.ts';

export const rowQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('case_record')
    .innerJoin('v_unit', 'v_unit.id', 'case_record.unit_id')
    .select([
      'case_record.id', 'case_record.number', 'case_record.item_name', 'case_record.case_type', 'case_record.applicant_shown', 'case_record.status',
      'case_record.conclusion', 'case_record.submitted_at', 'case_record.concluded_at', 'case_record.clock_id', 'v_unit.name as unit_name', 'v_unit.division_name',
    ]);

type RowRecord = Awaited<ReturnType<ReturnType<typeof rowQuery>['executeTakeFirstOrThrow']>>;

const sorting = { keys: { submittedAt: 'case_record.submitted_at', number: 'case_record.number' }, id: 'case_record.id', usual: '-submittedAt' };

/**
 * One page of the cases an officer may see, the newest first.
 *
 * `text` is a case number from its beginning, an applicant's whole name, or part of an item's name.
 */
export async function listCases(ctx: Context, filter: InputOf<typeof caseEndpoints.list>): Promise<Page<CaseRow>> {
  const { text, applicantNumber, status, level, itemId, unitId, divisionCode, from, to } = filter;
  const query = rowQuery(ctx)
    .where(await withinReach(ctx))
    .$if(text !== undefined, (q) => q.where(matchesText(text!)))
    .$if(applicantNumber !== undefined, (q) => q.where('case_record.applicant_index', '=', applicantIndex(applicantNumber!)))
    .$if(status !== undefined, (q) => q.where('case_record.status', '=', status!))
    .$if(level !== undefined, (q) => q.where(sql<boolean>`exists (select 1 from v_clock c where c.id = case_record.clock_id and c.level = ${level})`))
    .$if(itemId !== undefined, (q) => q.where('case_record.item_id', '=', itemId!))
    .$if(unitId !== undefined, (q) => q.where(sql<boolean>`v_unit.path @> array[${unitId}]::text[]`))
    .$if(divisionCode !== undefined, (q) => q.where('case_record.division_code', '=', divisionCode!))
    .$if(from !== undefined, (q) => q.where('case_record.submitted_at', '>=', startOfChinaDay(from!)))
    .$if(to !== undefined, (q) => q.where('case_record.submitted_at', '<', startOfChinaDay(addDays(to!, 1))));
  const found = await page(ctx, query, filter, sorting);
  if (applicantNumber !== undefined) ctx.audit('cases.search', 'applicantNumber', { found: found.rows.length });
  return { ...found, rows: await toRows(ctx, found.rows) };
}

function matchesText(text: string) {
  const word = text.trim();
  if (/^[0-9A-Z]{6,}$/i.test(word)) return sql<boolean>`(case_record.number = ${word.toUpperCase()} or case_record.number like ${`${word.toUpperCase()}%`} or right(case_record.number, 14) like ${`${word}%`})`;
  return sql<boolean>`(case_record.applicant_name_index = ${applicantNameIndex(word)} or case_record.item_name like ${`%${word}%`})`;
}

/** One page of the citizen's own cases. */
export async function listOwnCases(ctx: Context, filter: InputOf<typeof caseEndpoints.mine>): Promise<Page<CaseRow>> {
  const query = rowQuery(ctx)
    .where('case_record.account_id', '=', ctx.actor.id)
    .$if(filter.open === true, (q) => q.where('case_record.concluded_at', 'is', null));
  const found = await page(ctx, query, filter, sorting);
  return { ...found, rows: await toRows(ctx, found.rows) };
}

/** Rows with their clocks as they stand now. */
export async function toRows(ctx: Context, rows: readonly RowRecord[]): Promise<CaseRow[]> {
  const clocks = await clockSummaries(ctx, rows.flatMap((row) => row.clock_id ?? []));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    itemName: row.item_name,
    caseType: row.case_type,
    applicant: row.applicant_shown,
    unitName: row.unit_name,
    divisionName: row.division_name,
    status: row.status,
    conclusion: row.conclusion,
    submittedAt: row.submitted_at.toISOString(),
    concludedAt: row.concluded_at?.toISOString() ?? null,
    clock: (row.clock_id && clocks.get(row.clock_id)) || null,
  }));
}
