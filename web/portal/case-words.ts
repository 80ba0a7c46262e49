import { chinaDate } from '../../kernel/dates.ts';
import type { ClockSummary } from '../../modules/platform/clocks/contract.ts';
import type { CaseStatus, OwnCase } from '../../modules/public-service/cases/contract.ts';
import type { ClockLevel, ProcessStep, Tone } from '../portal-kit/pieces.tsx';
import { day, moment } from './words.ts';

/** The colour of a case's state. */
export const statusTones: Readonly<Record<CaseStatus, Tone>> = {
  submitted: 'blue',
  supplementing: 'amber',
  accepted: 'blue',
  decided: 'blue',
  concluded: 'green',
  declined: 'red',
  withdrawn: 'grey',
  lapsed: 'grey',
  terminated: 'grey',
};

const lights = { normal: 'green', warning: 'yellow', yellow: 'yellow', red: 'red' } as const;

/** The light of a clock; one that no longer runs has none. */
export const lightOf = ({ state, level }: Pick<ClockSummary, 'state' | 'level'>): ClockLevel => (state === 'stopped' ? 'grey' : lights[level]);

/** The last day of a limit in words; the instant itself already belongs to the day after. */
export const dueDay = (dueAt: string): string => day(chinaDate(new Date(Date.parse(dueAt) - 1)));

const usualWay = ['提交申请', '受理', '审查与决定', '制证送达', '办结'] as const;

/** How many steps of the usual way lie behind a case in each state that is still on it. */
const behind: Partial<Readonly<Record<CaseStatus, number>>> = { submitted: 1, supplementing: 1, accepted: 2, decided: 3, concluded: usualWay.length };

type Way = Pick<OwnCase, 'status' | 'submittedAt' | 'acceptedAt' | 'decidedAt' | 'concludedAt'>;

/** Where a case is on its way, as the applicant needs to know it; a case that left the way ends with its state. */
export function stepsOf(row: Way, label: string): ProcessStep[] {
  const done = behind[row.status];
  const times = [row.submittedAt, row.acceptedAt, row.decidedAt, null, row.concludedAt];
  const note = (at: number): string | null => (times[at] ? moment(times[at]) : null);
  if (done === undefined) {
    const passed = usualWay.slice(0, row.acceptedAt ? 2 : 1).map((title, at): ProcessStep => ({ title, state: 'done', note: note(at) }));
    return [...passed, { title: label, state: 'done', note: row.concludedAt && moment(row.concludedAt) }];
  }
  return usualWay.map((title, at) => ({
    title: at === 1 && row.status === 'supplementing' ? '等待您补正，然后受理' : title,
    state: at < done ? 'done' : at === done ? 'current' : 'coming',
    note: at < done ? note(at) : null,
  }));
}
