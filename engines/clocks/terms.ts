import { workingTimeOfDay } from './working-time.ts';
import type { Calendar } from './calendar.ts';
import { mostExtensions, type Duration, type LimitName, type Term, type Terms, type Unit } from './shapes.ts';

export const limitTitles: Readonly<Record<LimitName, string>> = { statutory: '法定', promised: '承诺' };

const most: Readonly<Record<Unit, number>> = { workingDay: 3650, calendarDay: 3650, workingHour: 20_000, calendarHour: 20_000 };
const shortestHours = 1 / 60;

/** Finds what is wrong with the limits of a clock; each problem names the limit. */
export function findTermProblems(terms: Terms, calendar: Calendar): string[] {
  const { statutory, promised } = terms;
  if (!statutory && !promised) return ['法定时限和承诺时限至少应填一项'];
  const problems = [
    ...(statutory ? findTermProblem(statutory).map((problem) => `法定时限${problem}`) : []),
    ...(promised ? findTermProblem(promised).map((problem) => `承诺时限${problem}`) : []),
  ];
  if (problems.length === 0 && statutory && promised && isLonger(promised, statutory, calendar)) problems.push('承诺时限不得长于法定时限');
  return problems;
}

function findTermProblem(term: Term): string[] {
  const { extension } = term;
  const problem = findDurationProblem(term);
  const extended = extension && findDurationProblem({ amount: extension.amount, unit: term.unit });
  const times = extension && !(Number.isInteger(extension.times) && extension.times >= 1 && extension.times <= mostExtensions);
  return [
    ...(problem ? [problem] : []),
    ...(extended ? [`的延长${extended}`] : []),
    ...(times ? [`的延长次数应为 1 至 ${mostExtensions}`] : []),
  ];
}

/** Says what is wrong with an amount of time, to follow its name; null when nothing is. */
export function findDurationProblem({ amount, unit }: Duration): string | null {
  if (!Object.hasOwn(most, unit)) return '的计时单位应为工作日、自然日、工作小时或小时';
  if (unit === 'workingDay' || unit === 'calendarDay') {
    if (!Number.isInteger(amount) || amount < 1 || amount > most[unit]) return `按日计的应为 1 至 ${most[unit]} 的整数，不足一日的请改按小时计`;
  } else if (!(amount >= shortestHours && amount <= most[unit])) return `按小时计的应在 1 分钟至 ${most[unit]} 小时之间`;
  return null;
}

/**
 * Says whether the first amount is longer than the second. A working day is compared with working hours by the
 * calendar's hours; working time and calendar time cannot be compared, and then the answer is no.
 */
export function isLonger(first: Duration, second: Duration, calendar: Calendar): boolean {
  const [a, b] = [inHours(first, calendar), inHours(second, calendar)];
  return a.working === b.working && a.hours > b.hours + 1e-9;
}

function inHours({ amount, unit }: Duration, calendar: Calendar): { working: boolean; hours: number } {
  switch (unit) {
    case 'workingDay':
      return { working: true, hours: (amount * workingTimeOfDay(calendar)) / 3_600_000 };
    case 'workingHour':
      return { working: true, hours: amount };
    case 'calendarDay':
      return { working: false, hours: amount * 24 };
    case 'calendarHour':
      return { working: false, hours: amount };
  }
}
