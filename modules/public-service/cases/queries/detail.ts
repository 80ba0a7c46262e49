import type { Context } from '../../../../kernel/context.ts';
import { formatDate, chinaDate } from '../../../../kernel/dates.ts';
import type { Download } from '../../../../kernel/endpoint.ts';
import { findFile, openFile } from '../../../../kernel/files/store.ts';
import { equalSecrets } from '../../../../kernel/crypto/tokens.ts';
import { maskData, readableData, type FormData } from '../../../../engines/forms/contract.ts';
import { explainClock, clockSummaries } from '../../../platform/clocks/api.ts';
import { getUnit } from '../../../platform/organisations/api.ts';
import { movesOf, tasksOf } from '../../../platform/processes/api.ts';
import { getSubject } from '../../../records/subjects/api.ts';
import { getVersion } from '../../service-items/api.ts';
import { requireOwn, requireVisible } from '../access.ts';
import { codesFor } from '../codes.ts';
import { caseErrors, caseStatusLabels, type CaseDetail, type CaseLetter, type CaseMaterial, type CaseStatus, type OwnCase } from '../contract.ts';
import { actionLabel, caseStates, offeredActions } from '../rules.ts';
import { answersOf, findCaseByNumber, type CaseRecord } from '../store/cases.ts';
import { eventsOf, findSupplement, lettersOf, materialsOf } from '../store/parts.ts';
import { rowQuery, toRows } from './list.ts';

/**
 * A case as an officer sees it; reading it is audited about the applicant.
 *
 * Personal fields are masked for those who only look on; who has a task of the case sees them.
 *
 * @throws cases.notFound
 */
export async function getCaseDetail(ctx: Context, id: string): Promise<CaseDetail> {
  const record = await requireVisible(ctx, id);
  const tasks = await tasksOf(ctx, `cases/${id}`);
  const open = tasks.filter((task) => task.status === 'open');
  let mine: CaseDetail['mine'] = null;
  for (const task of open) {
    if (mine || !(await movesOf(ctx, task.id)).mayComplete) continue;
    mine = { taskId: task.id, step: task.step, actions: offeredActions(task.step, record.status).map((action) => ({ action, label: actionLabel(action) })) };
  }
  const involved = mine !== null || tasks.some((task) => task.assigneeId === ctx.actor.id);
  const item = await getVersion(ctx, record.version_id);
  const answers = readableData(item.form, mine?.step ?? null, answersOf(record) as FormData);
  const events = await eventsOf(ctx, id);
  ctx.audit('cases.read', id, { about: record.subject_id, basis: involved ? '办理本环节' : '查看办件' });
  return {
    ...(await common(ctx, record)),
    data: { ...(involved ? answers : maskData(item.form, answers)) },
    form: item.form,
    codes: await codesFor(ctx, item.form),
    events: events.map(toEvent),
    clockExplained: record.clock_id ? await explainClock(ctx, record.clock_id) : null,
    tasks,
    mine,
    advice: events.filter((event) => event.kind === 'rule').map((event) => ({ decision: String(event.detail['decision'] ?? ''), text: event.opinion ?? '' })),
  };
}

/** The applicant's own case. @throws cases.notFound */
export async function getOwnCase(ctx: Context, id: string): Promise<OwnCase> {
  const record = await requireOwn(ctx, id);
  const item = await getVersion(ctx, record.version_id);
  const clock = record.clock_id ? (await explainClock(ctx, record.clock_id)).sentences.join('') : null;
  ctx.audit('cases.readOwn', id, { about: record.subject_id, basis: '本人查看' });
  return {
    ...(await common(ctx, record)),
    data: { ...readableData(item.form, null, answersOf(record) as FormData) },
    form: item.form,
    codes: await codesFor(ctx, item.form),
    events: (await eventsOf(ctx, id)).filter((event) => event.shown_to_applicant).map((event) => ({ ...toEvent(event), actorName: event.actor_kind === 'staff' ? '工作人员' : event.actor_kind === 'person' ? '申请人' : '系统' })),
    clockText: clock,
    mayWithdraw: caseStates.can(record.status, 'withdrawn'),
    maySupplement: record.status === 'supplementing',
  };
}

async function common(ctx: Context, record: CaseRecord) {
  const [row] = await toRows(ctx, await rowQuery(ctx).where('case_record.id', '=', record.id).execute());
  if (!row) throw caseErrors.notFound();
  const supplement = await findSupplement(ctx, record.id);
  return {
    ...row,
    itemId: record.item_id,
    versionId: record.version_id,
    taskCode: record.task_code,
    acceptedAt: record.accepted_at?.toISOString() ?? null,
    decidedAt: record.decided_at?.toISOString() ?? null,
    provenance: record.provenance,
    materials: await toMaterials(ctx, record.id),
    supplement: supplement ? { items: supplement.items, askedAt: supplement.asked_at.toISOString(), answerBy: supplement.answer_by.toISOString(), answeredAt: supplement.answered_at?.toISOString() ?? null } : null,
    special: record.special,
    letters: await toLetters(ctx, record.id),
    licenceId: record.licence_id,
  };
}

async function toMaterials(ctx: Context, caseId: string): Promise<CaseMaterial[]> {
  const found: CaseMaterial[] = [];
  for (const row of await materialsOf(ctx, caseId)) {
    const file = row.file_id ? await findFile(ctx, row.file_id) : undefined;
    found.push({ id: row.id, key: row.key, name: row.name, fileId: row.file_id, fileName: file?.name ?? null, fileType: file?.type ?? null, fileSize: file?.size ?? null, source: row.source, note: row.note, round: row.round, addedAt: row.added_at.toISOString() });
  }
  return found;
}

async function toLetters(ctx: Context, caseId: string): Promise<CaseLetter[]> {
  const found: CaseLetter[] = [];
  for (const row of await lettersOf(ctx, caseId)) {
    found.push({ id: row.id, kind: row.kind, title: row.title, number: row.number, size: (await findFile(ctx, row.file_id))?.size ?? 0, issuedAt: row.issued_at.toISOString() });
  }
  return found;
}

type EventRow = Awaited<ReturnType<typeof eventsOf>>[number];

const toEvent = (event: EventRow) => ({ id: event.id, at: event.at.toISOString(), kind: event.kind, title: event.title, actorName: event.actor_name, unitName: event.unit_name, opinion: event.opinion });

/** A material's file, for an officer or the applicant. @throws cases.notFound, cases.noMaterial */
export async function openMaterial(ctx: Context, id: string, materialId: string): Promise<Download> {
  const record = ctx.actor.kind === 'person' ? await requireOwn(ctx, id) : await requireVisible(ctx, id);
  const material = (await materialsOf(ctx, id)).find((each) => each.id === materialId);
  if (!material?.file_id) throw caseErrors.noMaterial();
  ctx.audit('cases.readMaterial', id, { about: record.subject_id, material: material.key, basis: ctx.actor.kind === 'person' ? '本人查看' : '办理办件' });
  return { ...(await openFile(ctx, material.file_id)), inline: true };
}

/** A letter's PDF, for an officer or the applicant. @throws cases.notFound, cases.noLetter */
export async function openLetter(ctx: Context, id: string, letterId: string): Promise<Download> {
  const record = ctx.actor.kind === 'person' ? await requireOwn(ctx, id) : await requireVisible(ctx, id);
  const letter = (await lettersOf(ctx, id)).find((each) => each.id === letterId);
  if (!letter) throw caseErrors.noLetter();
  ctx.audit('cases.readLetter', id, { about: record.subject_id, letter: letter.kind });
  return { ...(await openFile(ctx, letter.file_id)), inline: true };
}

const progressWords: Readonly<Record<CaseStatus, string>> = {
  submitted: '已收到申请，等待受理。',
  supplementing: '需要补正材料，请登录后在“我的办件”中查看补正告知。',
  accepted: '已受理，正在办理。',
  decided: '已作出决定，正在制证送达。',
  concluded: '已办结，请登录后查看结果。',
  declined: '不予受理，理由见不予受理决定书。',
  withdrawn: '申请人已撤回。',
  lapsed: '逾期未补正，已终止。',
  terminated: '已终止办理。',
};

/**
 * The progress of a case for whoever knows its number and the last four characters of the applicant's number.
 *
 * @throws cases.notFound for an unknown number and for wrong characters alike
 */
export async function caseProgress(ctx: Context, { number, idTail }: { number: string; idTail: string }) {
  const record = await findCaseByNumber(ctx, number.trim());
  const subject = record && (await getSubject(ctx, record.subject_id));
  if (!record || !subject || !equalSecrets((subject.kind === 'person' ? subject.number : subject.uscc).slice(-4).toUpperCase(), idTail.toUpperCase())) throw caseErrors.notFound();
  const clock = record.clock_id ? (await clockSummaries(ctx, [record.clock_id])).get(record.clock_id) : undefined;
  const due = clock?.state === 'running' && clock.promisedDueAt ? `承诺 ${formatDate(chinaDate(new Date(Date.parse(clock.promisedDueAt) - 1)))}前办结。` : '';
  return {
    number: record.number,
    itemName: record.item_name,
    unitName: (await getUnit(ctx, record.unit_id)).name,
    status: record.status,
    submittedAt: record.submitted_at.toISOString(),
    text: `${caseStatusLabels[record.status]}：${progressWords[record.status]}${due}`,
  };
}
