/** What the browser may use: everything here is pure and free of node. */
export { compileCalendar, isWorkingDay, addWorkingDays, workingDaysBetween, describeDay, yearBasis } from './calendar.ts';
export type { Calendar, DayDescription, YearBasis } from './calendar.ts';
export { computeClock } from './clock.ts';
export type { ClockRules } from './clock.ts';
export type { DayRow } from './day-table.ts';
export { deemedAcceptance } from './deemed-acceptance.ts';
export type { DeemedAcceptance, Receipt } from './deemed-acceptance.ts';
export { explainClock } from './explain.ts';
export type { ClockExplanation } from './explain.ts';
export { checkLedger } from './ledger.ts';
export { levelTitles, usualLevels } from './levels.ts';
export { nextChangeAt } from './next-change.ts';
export * from './shapes.ts';
export { limitTitles } from './terms.ts';
export { clockErrors } from './timeline.ts';
export { amountText } from './wording.ts';
