import { computeClock, type ClockRules } from './clock.ts';
import { dayTable, type DayRow } from './day-table.ts';
import { levelTitles } from './levels.ts';
import { readClock } from './reading.ts';
import { assumptionSentences, dueSentences, entrySentences, interruptionSentences, startSentence } from './sentences.ts';
import type { ClockEntry } from './shapes.ts';
import { statusSentences } from './status.ts';
import { dateWriter } from './wording.ts';

/** Why a case is due when it is due, for people. */
export interface ClockExplanation {
  /** The whole in one paragraph. */
  readonly text: string;
  readonly sentences: readonly string[];
  /** Day by day for a calendar picture, of the promised limit where there is one. */
  readonly days: readonly DayRow[];
}

/**
 * Explains a clock in Chinese sentences: when it began, what stood still and why, when it is due and how it stands.
 *
 * @throws clock-engine.badLedger when the entries are out of order
 * @source product.md, one statutory clock: an answer to “why is this due on 3 June?”
 */
export function explainClock(entries: readonly ClockEntry[], rules: ClockRules, now: Date): ClockExplanation {
  const { calendar } = rules;
  const reading = readClock(entries, calendar, now);
  const { level, state } = computeClock(entries, rules, now);
  const write = dateWriter();
  const sentences = [
    startSentence(reading, calendar, write),
    ...entries.flatMap((entry) => entrySentences(entry, reading, calendar, write)),
    ...interruptionSentences(reading, calendar),
    ...dueSentences(reading, calendar),
    ...statusSentences(entries, reading, calendar, write),
    ...(level === 'normal' ? [] : [`${state === 'stopped' ? '记' : '当前为'}${levelTitles[level]}。`]),
    ...assumptionSentences(reading, calendar),
  ];
  return { text: sentences.join(''), sentences, days: dayTable(entries, reading, calendar) };
}
