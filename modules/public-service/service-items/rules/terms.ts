import type { Term } from '../../../../engines/clocks/contract.ts';

/** A limit as the catalogue writes it; `unit` is a code of dictionary `time-unit`. */
export interface CatalogueTerm {
  readonly number: number;
  readonly unit: string;
}

const catalogueUnits: Readonly<Record<string, string>> = { '1': '个工作日', '2': '日', '3': '个月', '4': '年', '5': '小时' };
const termUnits: Readonly<Record<Term['unit'], string>> = { workingDay: '个工作日', calendarDay: '日', workingHour: '个工作小时', calendarHour: '小时' };

/** A limit of the catalogue in words; a limit of nothing means decided on the spot. */
export const catalogueTermText = ({ number, unit }: CatalogueTerm): string => (number === 0 ? '当场办结' : `${number} ${catalogueUnits[unit] ?? ''}`);

/** A limit of a version in words. */
export const termText = ({ amount, unit }: Term): string => `${amount} ${termUnits[unit]}`;

const hoursOfWorkingDay = 8;

/**
 * Whether the first limit is longer than the second; units that cannot be compared never are.
 *
 * Working days count eight hours, as the catalogue does.
 */
export function isLongerTerm(first: Term, second: Term): boolean {
  const [a, b] = [lengthOf(first), lengthOf(second)];
  return a.working === b.working && a.hours > b.hours;
}

function lengthOf({ amount, unit }: Term): { working: boolean; hours: number } {
  const working = unit === 'workingDay' || unit === 'workingHour';
  const hours = unit === 'workingDay' ? amount * hoursOfWorkingDay : unit === 'calendarDay' ? amount * 24 : amount;
  return { working, hours };
}

/** The unit of a limit as the catalogue codes it. */
export const catalogueUnit = (unit: Term['unit']): string => ({ workingDay: '1', calendarDay: '2', workingHour: '5', calendarHour: '5' })[unit];
