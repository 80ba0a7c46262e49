export { extendClock, resumeClock, startClock, stopClock, suspendClock } from './actions.ts';
export { workingCalendar } from './calendars.ts';
export { clockSummaries, explainClock } from './queries.ts';
