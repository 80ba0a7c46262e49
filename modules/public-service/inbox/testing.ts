import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { chinaDate } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/id.ts';
import { aProcess, drawing, step } from '../../platform/processes/testing.ts';
import { startClock } from '../../platform/clocks/api.ts';
import { tables } from './tables.ts';

/** A process of two steps: `receive` for role clerk, then `decide` for role boss. */
export const twoSteps = drawing(`<startEvent id="s"/>${step('receive', 'clerk')}${step('decide', 'boss')}<endEvent id="e"/>`, ['s>receive', 'receive>decide', 'decide>e']);

/** A submitted case with its first task open, and with a clock when the days promised are given; returns its ids. */
export async function aSubmittedCase(
  ctx: Context,
  given: { unitId: string; itemId?: string; itemName?: string; applicant?: string; accountId?: string; subjectId?: string; promisedDays?: number; xml?: string },
): Promise<{ caseId: string; number: string; accountId: string }> {
  const caseId = newId(ctx.now());
  const accountId = given.accountId ?? newId(ctx.now());
  const number = `T${chinaDate(ctx.now()).replaceAll('-', '')}${caseId.replaceAll('-', '').slice(-12).toUpperCase()}`;
  const subject = `cases/${caseId}`;
  const clockId = given.promisedDays === undefined ? null : await startClock(ctx, { subject, unitId: given.unitId, reason: '受理', terms: { promised: { amount: given.promisedDays, unit: 'workingDay' } } });
  await sql`insert into case_record (id, number, item_id, item_name, version_id, task_code, case_type, unit_id, division_code, account_id, applicant_kind, subject_id,
      applicant_name, applicant_shown, applicant_index, applicant_name_index, contact_phone, source, status, data, provenance, clock_id, submitted_at, received_at, changed_at)
    values (${caseId}, ${number}, ${given.itemId ?? 'test-item'}, ${given.itemName ?? '测试事项'}, 'v1', 'x', 'promised', ${given.unitId}, '411299', ${accountId}, 'person', ${given.subjectId ?? newId(ctx.now())},
      'x', ${given.applicant ?? '测*民'}, 'x', 'x', 'x', 'portal', ${clockId ? 'accepted' : 'submitted'}, 'x', '{}', ${clockId}, ${ctx.now()}, ${ctx.now()}, ${ctx.now()})`.execute(tables(ctx));
  await aProcess(ctx, { xml: given.xml ?? twoSteps, subject, unitId: given.unitId });
  return { caseId, number, accountId };
}
