import { processErrors } from '../errors.ts';
import { nodeOf, type Graph } from '../graph.ts';
import { titleOf } from '../labels.ts';
import type { Completed, State, Token } from '../state.ts';
import type { Run } from '../step/run.ts';
import { moveToken } from './move-token.ts';
import { chainOf, leftBehind, relocationFault } from './relocation.ts';

export type Standing = Pick<State, 'tokens' | 'past'>;

/** A step a task may be returned to. */
export type ReturnTarget = {
  readonly node: string;
  readonly title: string;
  /** The token it had when it was completed. */
  readonly token: number;
  /** It may go straight back to the step that returns it. */
  readonly thenBack: boolean;
};

/**
 * Lists the completed steps an open task may be returned to, the latest first.
 *
 * These are steps of its own scope and of the scopes around it, within its own parallel branch or before the fork.
 */
export function returnTargets(graph: Graph, state: Standing, tokenId: number): readonly ReturnTarget[] {
  const token = state.tokens.find((one) => one.id === tokenId);
  if (!token) return [];
  const nodes = new Set(state.past.toReversed().map((entry) => entry.at));
  return [...nodes].flatMap((node) => {
    const plan = planReturn(graph, state, token, node);
    if (typeof plan === 'string') return [];
    return [{ node, title: titleOf(nodeOf(graph, node)), token: plan.entry.token, thenBack: backFault(graph, state, token, plan) === null }];
  });
}

type Plan = { readonly origin: Token; readonly entry: Completed };

/** Finds what a return would move, or says in Chinese why it cannot be. */
function planReturn(graph: Graph, { tokens, past }: Standing, token: Token, to: string): Plan | string {
  const node = nodeOf(graph, token.at);
  if (token.wait !== 'task') return '只有正在办理的人工环节可以退回';
  if (node.work?.actions && !node.work.actions.includes('returnTo')) return '本环节不允许退回';
  const chain = chainOf(tokens, token);
  if (chain.some((one) => one.undoFor !== undefined)) return '补偿环节不能退回';
  if (to === token.at) return '不能退回到当前环节';
  for (const origin of chain) {
    const entry = past.find((one) => one.at === to && one.in === origin.in);
    if (entry) return relocationFault(graph, origin, nodeOf(graph, to)) ?? { origin, entry };
  }
  const title = graph.nodes[to] ? titleOf(nodeOf(graph, to)) : to;
  return `“${title}”不是办理过的环节，不能退回到那里`;
}

/** Going straight back skips what lies between, so nothing else may have ended with the return. */
function backFault(graph: Graph, { tokens }: Standing, token: Token, { origin, entry }: Plan): string | null {
  const target = nodeOf(graph, entry.at);
  const fault = '退回后不能直接回到本环节，因为退回会结束其他并行环节或所在的子流程';
  if (origin.at !== token.at || leftBehind(graph, tokens, origin, target).length > 0) return fault;
  return relocationFault(graph, { ...origin, at: target.id, wait: 'task' }, nodeOf(graph, origin.at)) === null ? null : fault;
}

/** Returns an open task to an earlier step. @throws process-engine.cannotMove */
export function returnTo(run: Run, token: Token, { to, thenBack = false }: { to: string; thenBack?: boolean }): void {
  const plan = planReturn(run.graph, run, token, to);
  if (typeof plan === 'string') throw processErrors.cannotMove({ reason: plan });
  const fault = thenBack ? backFault(run.graph, run, token, plan) : null;
  if (fault !== null) throw processErrors.cannotMove({ reason: fault });
  const reopened = { by: 'returned', token: plan.entry.token } as const;
  moveToken(run, plan.origin, nodeOf(run.graph, to), { reason: 'returned', reopened, ...(thenBack ? { back: plan.origin.at } : {}) });
}
