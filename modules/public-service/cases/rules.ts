import { defineStates } from '../../../kernel/states.ts';
import { actionLabels, type CaseAction, type CaseStatus, type Conclusion } from './contract.ts';

/** @source facts C5; 行政许可法 arts 29 to 44 */
export const caseStates = defineStates<CaseStatus>('submitted', {
  submitted: ['supplementing', 'accepted', 'declined', 'withdrawn', 'terminated'],
  supplementing: ['submitted', 'withdrawn', 'lapsed', 'terminated'],
  accepted: ['decided', 'withdrawn', 'terminated'],
  decided: ['concluded'],
  concluded: [],
  declined: [],
  withdrawn: [],
  lapsed: [],
  terminated: [],
});

/** The state an action leads to; actions that are not here leave the state as it is. */
export const leadsTo: Partial<Record<CaseAction, CaseStatus>> = {
  accept: 'accepted',
  requestSupplement: 'supplementing',
  decline: 'declined',
  grant: 'decided',
  refuse: 'decided',
};

/** Actions against the applicant, which the law wants reasons for. @source 行政许可法 arts 32 and 38 */
const needsReason: ReadonlySet<CaseAction> = new Set(['decline', 'refuse', 'fail', 'rectify', 'return']);

/** Whether an action must come with an opinion. */
export const mustSayWhy = (action: CaseAction): boolean => needsReason.has(action);

/** What a step offers: its drawing may name actions, else by the state of the case. */
export function offeredActions(step: string | null, status: CaseStatus): CaseAction[] {
  if (step === 'receive') return ['accept', 'requestSupplement', 'decline'];
  if (step === 'decide') return ['grant', 'refuse', 'return'];
  if (step === 'siteCheck' || step === 'recheck') return ['pass', 'rectify', 'fail'];
  return status === 'submitted' ? ['accept', 'requestSupplement', 'decline'] : ['pass', 'return'];
}

export const actionLabel = (action: string): string => actionLabels[action as CaseAction] ?? action;

/** The state as reported nationally: 1 to be handled, 2 in hand, 3 concluded. @source facts C4 */
export function nationalState(status: CaseStatus): 1 | 2 | 3 {
  if (status === 'submitted' || status === 'supplementing') return 1;
  return status === 'accepted' || status === 'decided' ? 2 : 3;
}

/** How a final state reads as a conclusion; null while the case is open or when the decision says. */
export function conclusionOf(status: CaseStatus): Conclusion | null {
  return status === 'declined' || status === 'withdrawn' || status === 'lapsed' || status === 'terminated' ? status : null;
}
