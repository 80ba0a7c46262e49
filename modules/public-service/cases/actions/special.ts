import type { Context } from '../../../../kernel/context.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { extendClock, resumeClock, suspendClock } from '../../../platform/clocks/api.ts';
import { requireForChange } from '../access.ts';
import { caseErrors, caseStatusLabels, specialLabels, type caseEndpoints } from '../contract.ts';
import { addEvent } from '../store/parts.ts';
import { updateCase, type CaseRecord } from '../store/cases.ts';

/**
 * Starts a special procedure: the clock stands still, with its legal basis and the time the applicant is told.
 *
 * @throws cases.notFound, cannotMove, inSpecial; clocks.refused
 * @source 行政许可法 art. 45
 */
export async function startSpecial(ctx: Context, input: InputOf<typeof caseEndpoints.startSpecial>): Promise<void> {
  const record = await requireAccepted(ctx, input.id, '启动特别程序');
  if (record.special) throw caseErrors.inSpecial({ kind: specialLabels[record.special.kind] });
  const label = specialLabels[input.kind];
  await suspendClock(ctx, clockOf(record), { kind: input.kind, reason: label, basis: input.basis, expected: { amount: input.expectedDays, unit: 'workingDay' } });
  await updateCase(ctx, record.id, { special: { kind: input.kind, basis: input.basis, since: ctx.now().toISOString(), reason: input.reason, expectedDays: input.expectedDays } });
  await addEvent(ctx, record.id, { kind: 'startSpecial', title: `启动特别程序：${label}`, opinion: `${input.reason}（依据：${input.basis}；预计 ${input.expectedDays} 个工作日，不计入办理时限）` });
  ctx.audit('cases.startSpecial', record.id, { about: record.subject_id, kind: input.kind, basis: input.basis });
  ctx.announce('cases.specialStarted', { caseId: record.id });
}

/** Ends the special procedure; the clock goes on. @throws cases.notFound, notInSpecial */
export async function endSpecial(ctx: Context, input: InputOf<typeof caseEndpoints.endSpecial>): Promise<void> {
  const record = await requireForChange(ctx, input.id);
  if (!record.special) throw caseErrors.notInSpecial();
  await resumeClock(ctx, clockOf(record));
  await updateCase(ctx, record.id, { special: null });
  await addEvent(ctx, record.id, { kind: 'endSpecial', title: `结束特别程序：${specialLabels[record.special.kind]}`, opinion: input.result });
  ctx.audit('cases.endSpecial', record.id, { about: record.subject_id });
}

/** Extends a limit, as the head of the unit has approved. @throws cases.notFound, cannotMove; clocks.refused @source 行政许可法 art. 42 */
export async function extendLimit(ctx: Context, input: InputOf<typeof caseEndpoints.extend>): Promise<void> {
  const record = await requireAccepted(ctx, input.id, '延长期限');
  await extendClock(ctx, clockOf(record), { limit: input.limit, amount: input.days, approver: ctx.actor.name, basis: input.basis });
  await addEvent(ctx, record.id, { kind: 'extend', title: `延长审查期限 ${input.days} 个工作日`, opinion: `${input.reason}（依据：${input.basis}）`, detail: { days: input.days, reason: input.reason, basis: input.basis } });
  ctx.audit('cases.extend', record.id, { about: record.subject_id, days: input.days });
  ctx.announce('cases.extended', { caseId: record.id });
}

async function requireAccepted(ctx: Context, id: string, action: string): Promise<CaseRecord> {
  const record = await requireForChange(ctx, id);
  if (record.status !== 'accepted') throw caseErrors.cannotMove({ from: caseStatusLabels[record.status], action });
  return record;
}

function clockOf(record: CaseRecord): string {
  if (record.clock_id === null) throw new Error(`case ${record.number} was accepted without a clock`);
  return record.clock_id;
}
