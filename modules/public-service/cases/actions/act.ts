import { addDays, chinaDate, formatInstant, startOfChinaDay } from '../../../../kernel/dates.ts';
import type { Context } from '../../../../kernel/context.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { addWorkingDays } from '../../../../engines/clocks/contract.ts';
import { validateForm } from '../../../../engines/forms/contract.ts';
import type { Json } from '../../../../engines/processes/contract.ts';
import { startClock, stopClock, workingCalendar } from '../../../platform/clocks/api.ts';
import { codesFor } from '../codes.ts';
import { getUnit } from '../../../platform/organisations/api.ts';
import { completeTask, getTask, returnTask } from '../../../platform/processes/api.ts';
import { getVersion } from '../../service-items/api.ts';
import type { PublishedItem } from '../../service-items/contract.ts';
import { requireForChange } from '../access.ts';
import { caseErrors, caseStatusLabels, type CaseAction, type caseEndpoints, type SupplementItem } from '../contract.ts';
import { actionLabel, caseStates, leadsTo, mustSayWhy, offeredActions } from '../rules.ts';
import { addEvent, findSupplement, insertSupplement } from '../store/parts.ts';
import { answersOf, seal, updateCase, type CaseRecord } from '../store/cases.ts';
import { processVariables } from './submit.ts';

type Input = InputOf<typeof caseEndpoints.complete>;

/**
 * Completes a step of a case with what the officer decided: the case changes its state, its clock and its timeline, and the
 * process goes on, all in this transaction.
 *
 * @throws cases.notFound, notHere, opinionMissing, cannotMove, askedBefore, nothingAsked, invalidForm; processes.notYours
 * @source SMX1-709..721; 行政许可法 arts 32, 38, 42
 */
export async function completeStep(ctx: Context, input: Input): Promise<void> {
  const record = await requireForChange(ctx, input.id);
  const task = await getTask(ctx, input.taskId);
  if (task.subject !== `cases/${record.id}`) throw caseErrors.notFound();
  if (!offeredActions(task.step, record.status).includes(input.action)) throw caseErrors.notHere({ action: actionLabel(input.action) });
  if (mustSayWhy(input.action) && !input.opinion?.trim()) throw caseErrors.opinionMissing({ action: actionLabel(input.action) });

  const unitName = await unitNameOf(ctx, record);
  if (input.action === 'return') {
    await returnTask(ctx, input.taskId, { to: input.returnTo ?? '', opinion: input.opinion ?? '' });
    await addEvent(ctx, record.id, { kind: 'return', title: `${task.title}：退回`, opinion: input.opinion, unitName, internal: true });
    ctx.audit('cases.return', record.id, { about: record.subject_id });
    return;
  }
  const item = await getVersion(ctx, record.version_id);
  const data = await recordFields(ctx, record, item, task.step, input.fields ?? {});
  await decide(ctx, { ...record, data: seal(record.id, 'data', JSON.stringify(data)) }, item, input.action, input.opinion, input.supplement ?? [], { title: task.title, unitName });
  await completeTask(ctx, input.taskId, {
    action: input.action,
    ...(input.opinion ? { opinion: input.opinion } : {}),
    variables: processVariables(item, data) as Record<string, Json>,
  });
}

/** Keeps what the officer filled in at this step. @throws cases.invalidForm */
async function recordFields(ctx: Context, record: CaseRecord, item: PublishedItem, step: string | null, fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  const stored = answersOf(record);
  if (step === null || item.steps[step] === undefined || Object.keys(fields).length === 0) return stored;
  const checked = validateForm(item.form, { data: stored, answers: fields, step, codes: await codesFor(ctx, item.form), now: ctx.now() });
  const problems = checked.problems.filter((problem) => problem.level !== 'warning');
  if (problems.length > 0) throw caseErrors.invalidForm({ count: problems.length, problems: problems.map(({ path, message }) => ({ path, message })) });
  await updateCase(ctx, record.id, { data: seal(record.id, 'data', JSON.stringify(checked.data)) });
  return checked.data as Record<string, unknown>;
}

interface Where {
  readonly title: string;
  readonly unitName: string | null;
}

/** What an action means for the case; used by officers and, with `cases.act`, by rules that decide at once. */
export async function decide(ctx: Context, record: CaseRecord, item: PublishedItem, action: CaseAction, opinion: string | undefined, asked: readonly SupplementItem[], where: Where): Promise<void> {
  const next = leadsTo[action];
  if (next !== undefined && !caseStates.can(record.status, next)) throw caseErrors.cannotMove({ from: caseStatusLabels[record.status], action: actionLabel(action) });
  const now = ctx.now();
  if (action === 'accept') {
    const clockId = await startClock(ctx, { subject: `cases/${record.id}`, unitId: record.unit_id, reason: '受理', terms: { statutory: item.limits.statutory, promised: item.limits.promised } });
    await updateCase(ctx, record.id, { status: 'accepted', accepted_at: now, clock_id: clockId });
    ctx.announce('cases.accepted', { caseId: record.id });
  } else if (action === 'requestSupplement') {
    await askOnce(ctx, record, asked, item.limits.supplement);
  } else if (action === 'decline') {
    await updateCase(ctx, record.id, { status: 'declined', conclusion: 'declined', concluded_at: now });
    ctx.announce('cases.declined', { caseId: record.id });
  } else if (action === 'grant' || action === 'refuse') {
    if (record.clock_id) await stopClock(ctx, record.clock_id, actionLabel(action));
    await updateCase(ctx, record.id, { status: 'decided', conclusion: action === 'grant' ? 'granted' : 'refused', decided_at: now });
    ctx.announce('cases.decided', { caseId: record.id, granted: action === 'grant' });
  }
  await addEvent(ctx, record.id, { kind: action, title: `${where.title}：${actionLabel(action)}`, opinion, unitName: where.unitName, internal: next === undefined });
  ctx.audit(`cases.${action}`, record.id, { about: record.subject_id });
}

/** One complete notice and no second one. @source 行政许可法 art. 32(4) */
async function askOnce(ctx: Context, record: CaseRecord, items: readonly SupplementItem[], workingDays: number): Promise<void> {
  const before = await findSupplement(ctx, record.id);
  if (before) throw caseErrors.askedBefore({ at: formatInstant(before.asked_at, ctx.now()) });
  if (items.length === 0) throw caseErrors.nothingAsked();
  const lastDay = addWorkingDays(await workingCalendar(ctx), chinaDate(ctx.now()), workingDays);
  await insertSupplement(ctx, record.id, items, startOfChinaDay(addDays(lastDay, 1)));
  await updateCase(ctx, record.id, { status: 'supplementing' });
  ctx.announce('cases.supplementAsked', { caseId: record.id });
}

async function unitNameOf(ctx: Context, record: CaseRecord): Promise<string> {
  return (await getUnit(ctx, ctx.actor.unitId ?? record.unit_id)).name;
}
