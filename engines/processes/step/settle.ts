import { processErrors } from '../errors.ts';
import { enterNode } from './enter.ts';
import { finish, finishInstant } from './finish.ts';
import { openInclusiveJoin } from './gateways.ts';
import { endProcess } from './raise.ts';
import { changeToken, findToken, liveIn, type Run } from './run.ts';
import { enterOrStick, StuckError } from './stuck.ts';

/** One step passes fewer nodes than this, or goes round in a loop. */
const mostVisits = 5_000;
/** Messages that do not interrupt could otherwise open work without end. */
const mostTokens = 3_000;

/** Moves all tokens on until each waits for something, scopes without tokens have ended, and the instance with them. */
export function settle(run: Run): void {
  while (advance(run)) {
    run.visits += 1;
    if (run.visits > mostVisits) throw processErrors.runaway();
    if (run.tokens.length > mostTokens) throw processErrors.crowded();
  }
  if (!run.outcome && liveIn(run, 0).length === 0) endProcess(run, { kind: 'completed' });
  if (!run.outcome) reportDeadlocks(run);
}

function advance(run: Run): boolean {
  if (run.outcome) return false;
  return finishNext(run) || enterNext(run) || openInclusiveJoin(run) || endEmptyScope(run);
}

function finishNext(run: Run): boolean {
  const next = run.instant.shift();
  const token = next && findToken(run, next.token);
  if (token) finishInstant(run, token, next.answer);
  return next !== undefined;
}

function enterNext(run: Run): boolean {
  const arrival = run.queue.shift();
  if (!arrival) return false;
  if (arrival.in === 0 || findToken(run, arrival.in)) enterOrStick(run, arrival, enterNode);
  return true;
}

function endEmptyScope(run: Run): boolean {
  const empty = run.tokens.find((token) => token.wait === 'scope' && liveIn(run, token.id).length === 0);
  if (empty) finish(run, empty);
  return empty !== undefined;
}

/** Joins that wait for a branch nobody is on are shown, so that an administrator can move the token. */
function reportDeadlocks(run: Run): void {
  for (const scope of new Set(run.tokens.map((token) => token.in))) {
    const live = liveIn(run, scope);
    const [first] = live;
    if (!first || live.some((token) => token.wait !== 'join' || token.incident)) continue;
    const incident = { code: 'deadlock', text: '并行的另一分支已经结束，这里不会再等到它，请由管理员跳转' };
    changeToken(run, first, { incident });
    run.effects.push({ type: 'incident', token: first.id, node: first.at, ...incident });
  }
}

/** Runs a part of the step whose failure refuses the event as a whole. */
export function orRefuse(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof StuckError) throw processErrors.stuck({ text: error.message });
    throw error;
  }
}
