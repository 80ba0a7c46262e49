import type { Context } from '../../../kernel/context.ts';
import { chinaDate, lastValidDay } from '../../../kernel/dates.ts';
import type { NamedHandler } from '../../../kernel/module.ts';
import { evaluateDecision, explainDecision } from '../../../engines/rules/contract.ts';
import { resumeClock, suspendClock } from '../../platform/clocks/api.ts';
import { issueLicence } from '../../records/licences/api.ts';
import { getVersion } from '../service-items/api.ts';
import type { PublishedItem } from '../service-items/contract.ts';
import { decide } from './actions/act.ts';
import { assignUscc } from './actions/assign-uscc.ts';
import { issueLetter } from './actions/letters.ts';
import { answersForLicence } from './answers.ts';
import { caseErrors, conclusionLabels, type CaseAction, type SupplementItem } from './contract.ts';
import { addEvent } from './store/parts.ts';
import { answersOf, lockCase, updateCase, type CaseRecord } from './store/cases.ts';

/** What a process tells a handler. */
interface Told {
  readonly subject: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly decision?: string;
  readonly basis?: string;
}

type Work = (ctx: Context, record: CaseRecord, item: PublishedItem, told: Told) => Promise<Record<string, unknown>>;

/** A handler on the case a process is about, held while it works. */
const onCase =
  (work: Work): NamedHandler =>
  async (ctx, input) => {
    const told = input as unknown as Told;
    const record = await lockCase(ctx, told.subject.slice('cases/'.length));
    if (!record) throw caseErrors.notFound();
    return work(ctx, record, await getVersion(ctx, record.version_id), told);
  };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What drawings of service items may call by name. */
export const caseHandlers: Readonly<Record<string, NamedHandler>> = {
  /** Decides a step by rule: input `action`, optional `opinion`, and for a supplement `items`. */
  'cases.act': onCase(async (ctx, record, item, { inputs = {} }) => {
    const items = Array.isArray(inputs['items']) ? (inputs['items'] as SupplementItem[]) : [];
    await decide(ctx, record, item, text(inputs['action']) as CaseAction, text(inputs['opinion']) || undefined, items, { title: '系统自动办理', unitName: null });
    return { action: text(inputs['action']) };
  }),

  /** Makes a letter: input `kind`. */
  'cases.issueLetter': onCase(async (ctx, record, item, { inputs = {} }) => {
    await issueLetter(ctx, record, item, text(inputs['kind']));
    return {};
  }),

  /** Sends the notice of what to supply; the list itself was written down with the officer's decision. */
  'cases.askSupplement': onCase(async (ctx, record, item) => {
    await issueLetter(ctx, record, item, 'supplement');
    return {};
  }),

  /** Ends a case whose applicant did not answer in time. */
  'cases.lapse': onCase(async (ctx, record) => {
    await updateCase(ctx, record.id, { status: 'lapsed', conclusion: 'lapsed', concluded_at: ctx.now() });
    await addEvent(ctx, record.id, { kind: 'lapse', title: '逾期未补正，终止办理' });
    ctx.audit('cases.lapse', record.id, { about: record.subject_id });
    ctx.announce('cases.lapsed', { caseId: record.id });
    return {};
  }),

  /** Issues the licence the item ends with. */
  'cases.issueLicence': onCase(async (ctx, record, item) => {
    if (!item.licenceTypeKey) throw new Error(`item ${item.slug} names no licence type`);
    const validFrom = chinaDate(record.decided_at ?? ctx.now());
    const licence = await issueLicence(ctx, {
      typeKey: item.licenceTypeKey,
      unitId: record.unit_id,
      subjectId: record.subject_id,
      caseId: record.id,
      values: await answersForLicence(ctx, item.form, answersOf(record)),
      validFrom,
      validTo: item.licenceMonths === null ? null : lastValidDay(validFrom, item.licenceMonths),
    });
    await updateCase(ctx, record.id, { licence_id: licence.id });
    await addEvent(ctx, record.id, { kind: 'licence', title: `制发${licence.typeName}`, detail: { licenceId: licence.id, number: licence.number } });
    ctx.announce('cases.licenceIssued', { caseId: record.id, licenceId: licence.id });
    return { licenceNumber: licence.number };
  }),

  /** Concludes a decided case; one that was declined or has lapsed is concluded already. */
  'cases.conclude': onCase(async (ctx, record) => {
    if (record.status === 'decided') await updateCase(ctx, record.id, { status: 'concluded', concluded_at: ctx.now() });
    if (record.conclusion) await addEvent(ctx, record.id, { kind: 'conclude', title: `办结：${conclusionLabels[record.conclusion]}` });
    ctx.audit('cases.conclude', record.id, { about: record.subject_id });
    ctx.announce('cases.concluded', { caseId: record.id, conclusion: record.conclusion });
    return {};
  }),

  /** Gives a newly registered business its credit code. */
  'cases.assignUscc': onCase(async (ctx, record, item) => ({ uscc: await assignUscc(ctx, record, item) })),

  'cases.pauseClock': onCase(async (ctx, record, _item, { basis = '' }) => {
    if (record.clock_id) await suspendClock(ctx, record.clock_id, { kind: 'rectification', reason: '限期整改', basis });
    await addEvent(ctx, record.id, { kind: 'pause', title: '暂停计时：限期整改', opinion: `依据：${basis}` });
    return {};
  }),

  'cases.resumeClock': onCase(async (ctx, record) => {
    if (record.clock_id) await resumeClock(ctx, record.clock_id);
    await addEvent(ctx, record.id, { kind: 'resume', title: '恢复计时' });
    return {};
  }),

  /** Asks a decision table of the item and keeps the reason with the case. */
  'cases.evaluateDecision': onCase(async (ctx, record, item, { decision = '', inputs = {} }) => {
    if (!item.decisions) throw new Error(`item ${item.slug} has no decision tables`);
    const result = evaluateDecision(item.decisions, decision, { ...answersOf(record), ...inputs }, { now: ctx.now(), explain: true });
    await addEvent(ctx, record.id, { kind: 'rule', title: '规则判断', opinion: explainDecision(result), internal: item.caseType !== 'instant', detail: { decision } });
    return result.outputs as Record<string, unknown>;
  }),
};
