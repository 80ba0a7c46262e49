import { nodeOf, type Json, type Node, type Vars } from '../graph.ts';
import type { MultiProgress, Token } from '../state.ts';
import { cancelToken, endToken, forgetScope } from './close.ts';
import { follow } from './follow.ts';
import { openActivity, openInstance } from './open.ts';
import { changeToken, findToken, getToken, wholeOf, type Run } from './run.ts';
import { assignVars, evaluateIn, holdsIn, mapIn, visibleVars } from './variables.ts';

/** Completes what a token waits for and moves on; `answer` is what the person, service or message brought. */
export function finish(run: Run, token: Token, answer: Vars = {}): void {
  const node = nodeOf(run.graph, token.at);
  const whole = wholeOf(run, token);
  const named = node.result && node.kind !== 'scriptTask' ? { [node.result]: { ...answer } } : answer;
  takeAnswer(run, token, node, { named, collects: whole !== undefined && node.multi?.collect !== undefined });
  if (whole?.multi) finishInstance(run, { whole, multi: whole.multi, token: getToken(run, token.id), node, answer: named });
  else complete(run, token, node);
}

/** Finishes an activity that was done as soon as it began: a script, or an activity over an empty list. */
export function finishInstant(run: Run, token: Token, answer: Vars): void {
  if (token.wait === 'multi') endWhole(run, token, nodeOf(run.graph, token.at));
  else finish(run, token, answer);
}

/** Without an output mapping the answer becomes variables as it is; with one, only what the mapping says. */
function takeAnswer(run: Run, token: Token, node: Node, { named, collects }: { named: Vars; collects: boolean }): void {
  if (node.outputs) assignVars(run, token.in, mapIn(run, node.outputs, { ...visibleVars(run, token.id), ...named }));
  else if (node.kind !== 'call' && !collects) assignVars(run, token.in, named);
}

type Ending = { readonly whole: Token; readonly multi: MultiProgress; readonly token: Token; readonly node: Node; readonly answer: Vars };

function finishInstance(run: Run, { whole, multi, token, node, answer }: Ending): void {
  const index = token.index ?? 0;
  const progress: MultiProgress = {
    ...multi,
    completed: multi.completed + 1,
    ended: [...multi.ended, index],
    ...collected(run, multi, index, node, { ...visibleVars(run, token.id), ...answer }),
  };
  remember(run, token, node);
  hoistUndoable(run, token);
  endToken(run, token);
  const changed = changeToken(run, whole, { multi: progress });
  if (progress.completed === progress.total || isEnough(run, changed, node, progress)) endWhole(run, changed, node);
  else if (node.multi?.sequential) openNext(run, changed, node, progress, token.id);
}

function collected(run: Run, multi: MultiProgress, index: number, node: Node, vars: Vars): { results?: readonly Json[] } {
  const { collect } = node.multi ?? {};
  if (!collect) return {};
  const results: Json[] = [...(multi.results ?? Array.from({ length: multi.total }, () => null))];
  results[index] = evaluateIn(run, collect.value, vars);
  return { results };
}

function openNext(run: Run, whole: Token, node: Node, multi: MultiProgress, by: number): void {
  changeToken(run, whole, { multi: { ...multi, started: multi.started + 1 } });
  openInstance(run, node, { in: whole.id, by, index: multi.started });
}

/** @source BPMN 2.0.2, 13.3.7: the names a completion condition may use */
function isEnough(run: Run, whole: Token, node: Node, multi: MultiProgress): boolean {
  const { until, collect } = node.multi ?? {};
  if (!until) return false;
  return holdsIn(run, until, {
    ...visibleVars(run, whole.id),
    ...(collect ? { [collect.into]: resultsOf(multi) } : {}),
    numberOfInstances: multi.total,
    numberOfCompletedInstances: multi.completed,
    numberOfActiveInstances: multi.started - multi.completed,
    numberOfTerminatedInstances: 0,
  });
}

const resultsOf = (multi: MultiProgress): Json[] => multi.ended.toSorted((a, b) => a - b).map((index) => multi.results?.[index] ?? null);

function endWhole(run: Run, whole: Token, node: Node): void {
  for (const token of run.tokens.filter((one) => one.in === whole.id)) if (findToken(run, token.id)) cancelToken(run, token, 'enough');
  if (node.multi?.collect && whole.multi) assignVars(run, whole.in, { [node.multi.collect.into]: resultsOf(whole.multi) });
  complete(run, whole, node);
}

/** Ends the token of an activity and sends its successor on its way. */
function complete(run: Run, token: Token, node: Node): void {
  remember(run, token, node);
  hoistUndoable(run, token);
  if (node.undo) run.undoable = [...run.undoable, { at: node.id, in: token.in }];
  if (token.wait === 'scope' || token.wait === 'multi') run.final = true;
  endToken(run, token);
  if (token.undoFor !== undefined) return undoNext(run, getToken(run, token.undoFor), token.id);
  if (token.back !== undefined) run.queue.push({ to: token.back, in: token.in, by: token.id });
  else follow(run, node, token.in, token.id);
}

/** Keeps completed steps of people, each once, so that they can be returned to or withdrawn; steps passed automatically are none. */
function remember(run: Run, token: Token, node: Node): void {
  const human = node.kind === 'userTask' || node.kind === 'manualTask';
  if (!human || token.wait === 'service' || token.undoFor !== undefined) return;
  const { at, in: scope, index } = token;
  const others = run.past.filter((entry) => entry.at !== at || entry.in !== scope || entry.index !== index);
  run.past = [...others, { at, in: scope, token: token.id, ...(index === undefined ? {} : { index }) }];
}

/** What can be compensated inside a completed sub-process can be compensated from outside, unless the sub-process has its own handler. */
function hoistUndoable(run: Run, token: Token): void {
  if (token.wait !== 'scope' && token.wait !== 'multi') return;
  const own = nodeOf(run.graph, token.at).undo !== undefined;
  run.undoable = run.undoable.flatMap((entry) => {
    if (entry.in !== token.id) return [entry];
    return own ? [] : [{ at: entry.at, in: token.in }];
  });
  forgetScope(run, token.id);
}

/** Runs the next compensation handler of a thrower, or lets the thrower go on when all have run. */
export function undoNext(run: Run, thrower: Token, by: number): void {
  const [handler, ...rest] = thrower.undoQueue ?? [];
  if (handler !== undefined) {
    changeToken(run, thrower, { undoQueue: rest });
    return openActivity(run, nodeOf(run.graph, handler), { in: thrower.in, undoFor: thrower.id, by });
  }
  endToken(run, thrower);
  const node = nodeOf(run.graph, thrower.at);
  if (node.kind === 'throw') follow(run, node, thrower.in, by);
}
