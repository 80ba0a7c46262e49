import { branchesIn, sideKey } from '../branches.ts';
import { processErrors } from '../errors.ts';
import { nodeOf, type Graph } from '../graph.ts';
import { isListener, type Completed, type State, type Token } from '../state.ts';
import { cancelToken } from '../step/close.ts';
import { openInstance } from '../step/open.ts';
import { addToken, changeToken, findToken, type Run } from '../step/run.ts';
import type { Tokens } from './relocation.ts';

/** What withdrawing a completed step would close; the caller checks that nobody has begun on it. */
export type Withdrawal = { readonly fault: string } | { readonly fault: null; readonly closes: readonly number[] };

/** Says whether a completed step may be withdrawn, given the token it had. */
export function findWithdrawal(graph: Graph, state: Pick<State, 'tokens' | 'past'>, completed: number): Withdrawal {
  const plan = planWithdrawal(graph, state, completed);
  return typeof plan === 'string' ? { fault: plan } : { fault: null, closes: plan.closes.map((token) => token.id) };
}

type Plan = { readonly entry: Completed; readonly closes: Tokens };

function planWithdrawal(graph: Graph, { tokens, past }: Pick<State, 'tokens' | 'past'>, completed: number): Plan | string {
  const entry = past.find((one) => one.token === completed);
  if (!entry) return '这个环节已经不能撤回';
  const { actions } = nodeOf(graph, entry.at).work ?? {};
  if (actions && !actions.includes('withdraw')) return '本环节不允许撤回';
  const closes = (entry.made ?? []).flatMap((id) => tokens.find((token) => token.id === id) ?? []);
  if (!entry.made || closes.length !== entry.made.length) return '后续环节已经办理，不能撤回';
  if (closes.some((token) => token.wait === 'service' || token.wait === 'call')) return '后续环节正在自动办理，不能撤回';
  return { entry, closes };
}

/** Takes a completed step back: what it led to is closed, and the step is open again. @throws process-engine.cannotMove */
export function withdraw(run: Run, completed: number): void {
  const plan = planWithdrawal(run.graph, run, completed);
  if (typeof plan === 'string') throw processErrors.cannotMove({ reason: plan });
  const { entry, closes } = plan;
  for (const token of [...closes, ...remindersOf(run, closes)]) if (findToken(run, token.id)) cancelToken(run, token, 'withdrawn');
  for (const { at, via } of entry.merged ?? []) addToken(run, { at, via, in: entry.in, wait: 'join' });
  run.past = run.past.filter((one) => one !== entry);
  const reopened = { by: 'withdrawn', token: completed } as const;
  if (entry.index === undefined) run.queue.push({ to: entry.at, in: entry.in, by: completed, reopened });
  else reopenInstance(run, entry, entry.index, closes.length);
}

/** Side branches that events of the closed steps have begun meanwhile. */
function remindersOf(run: Run, closes: Tokens): Tokens {
  const hosts = closes.flatMap((token) => (nodeOf(run.graph, token.at).boundaries ?? []).map((boundary) => ({ boundary, scope: token.in })));
  return run.tokens.filter(
    (token) =>
      !isListener(token) &&
      hosts.some(({ boundary, scope }) => {
        const { parent } = nodeOf(run.graph, token.at);
        return token.in === scope && branchesIn(run.graph, parent).ofNode(token.at).get(sideKey(boundary)) === 2;
      }),
  );
}

/** One of several signers takes the signature back while the others are still at it. */
function reopenInstance(run: Run, { at, in: wholeId, token }: Completed, position: number, closed: number): void {
  const whole = findToken(run, wholeId);
  if (!whole?.multi) throw processErrors.cannotMove({ reason: '会签已经结束，不能撤回' });
  const { multi } = whole;
  changeToken(run, whole, { multi: { ...multi, ...withoutInstance(multi, position, closed) } });
  openInstance(run, nodeOf(run.graph, at), { in: wholeId, by: token, reopened: { by: 'withdrawn', token }, index: position });
}

function withoutInstance(multi: NonNullable<Token['multi']>, position: number, closed: number): Partial<NonNullable<Token['multi']>> {
  return {
    completed: multi.completed - 1,
    started: multi.started - closed,
    ended: multi.ended.filter((index) => index !== position),
    ...(multi.results ? { results: multi.results.map((result, index) => (index === position ? null : result)) } : {}),
  };
}
