import type { Context } from '../../../../kernel/context.ts';
import { addDays, chinaDate, startOfChinaDay } from '../../../../kernel/dates.ts';
import { parseDuration } from '../../../../engines/expressions/contract.ts';
import type { Effect } from '../../../../engines/processes/contract.ts';
import { addWorkingDays } from '../../../../engines/clocks/contract.ts';
import { workingCalendar } from '../../clocks/api.ts';
import { processErrors } from '../contract.ts';

type StartTimer = Extract<Effect, { type: 'startTimer' }>;

/**
 * When a timer goes off.
 *
 * A date or a duration in working days goes off when that day is over, 24:00 in China, as a limit in law would.
 *
 * @throws processes.refused when the text is not a time
 */
export async function dueOf(ctx: Context, { timer, value, calendar }: StartTimer): Promise<Date> {
  if (timer === 'date') {
    const at = /^\d{4}-\d\d-\d\d$/.test(value) ? startOfChinaDay(addDays(value, 1)) : new Date(/[zZ]|[+-]\d\d:\d\d$/.test(value) ? value : `${value}+08:00`);
    if (Number.isNaN(at.getTime())) throw unreadable(value);
    return at;
  }
  const days = /^P(\d+)D$/.exec(value)?.[1];
  if (calendar === 'working') {
    if (days === undefined) throw unreadable(value);
    return startOfChinaDay(addDays(addWorkingDays(await workingCalendar(ctx), chinaDate(ctx.now()), Number(days)), 1));
  }
  return new Date(ctx.now().getTime() + milliseconds(value));
}

function milliseconds(value: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(value);
  if (!match || parseDuration(value) === null) throw unreadable(value);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}

const unreadable = (value: string) => processErrors.refused({ why: `流程中的时间“${value}”无法识别` });
