import { chinaDate, formatDate, weekdayName, type IsoDate } from '../../kernel/dates.ts';
import type { Calendar } from './calendar.ts';
import { uninterrupted } from './counters.ts';
import { lastDateOf } from './reading.ts';

/** An application as it came in; `answeredAt` is when it was accepted, declined or what is missing was told at once. */
export interface Receipt {
  /** ISO instants. */
  readonly receivedAt: string;
  readonly answeredAt: string | null;
}

export interface DeemedAcceptance {
  /** The last day on which the office can still answer. */
  readonly lastDay: IsoDate;
  /** The first instant after it: when a receipt without an answer becomes an acceptance. */
  readonly deemedAt: string;
  readonly deemed: boolean;
  /** Where the clock of the case then begins: the instant of receipt; null while it is not deemed accepted. */
  readonly acceptedAt: string | null;
  readonly explanation: string;
}

const daysToAnswer = 5;

/**
 * Decides whether an application counts as accepted because nobody said within 5 working days what is missing.
 *
 * The day of receipt is not counted; an answer after the last day comes too late.
 *
 * @source 行政许可法 art. 32 (4), art. 82
 */
export function deemedAcceptance({ receivedAt, answeredAt }: Receipt, calendar: Calendar, now: Date): DeemedAcceptance {
  const received = new Date(receivedAt);
  const deemedAt = uninterrupted(received.getTime(), 'workingDay', true, calendar).due(daysToAnswer)!.at;
  const answered = answeredAt === null ? null : new Date(answeredAt);
  const deemed = (answered ?? now).getTime() >= deemedAt;
  const lastDay = lastDateOf(deemedAt);
  const rule = `${dayText(chinaDate(received))}收到申请，应在 ${daysToAnswer} 个工作日内，即最迟于 ${dayText(lastDay)}，一次告知需要补正的全部内容`;
  return {
    lastDay,
    deemedAt: new Date(deemedAt).toISOString(),
    deemed,
    acceptedAt: deemed ? received.toISOString() : null,
    explanation: `${rule}；${outcomeText(deemed, answered, received)}（行政许可法第三十二条）。`,
  };
}

function outcomeText(deemed: boolean, answered: Date | null, received: Date): string {
  if (deemed) return `逾期未告知，自收到申请之日 ${dayText(chinaDate(received))}起即为受理`;
  return answered ? `已于 ${dayText(chinaDate(answered))}答复` : '逾期未告知的，自收到申请之日起即为受理';
}

const dayText = (date: IsoDate): string => `${formatDate(date)}（${weekdayName(date)}）`;
