import { processErrors } from '../errors.ts';
import { isActivity, nodeOf, type Graph, type Node } from '../graph.ts';
import { titleOf } from '../labels.ts';
import { isListener, type State, type Token } from '../state.ts';
import type { Run } from '../step/run.ts';
import { moveToken } from './move-token.ts';
import { chainOf, relocationFault, type Tokens } from './relocation.ts';

export type JumpTarget = { readonly node: string; readonly title: string };

/** Lists the nodes an administrator may move a token to. */
export function jumpTargets(graph: Graph, state: Pick<State, 'tokens'>, tokenId: number): readonly JumpTarget[] {
  const token = state.tokens.find((one) => one.id === tokenId);
  if (!token) return [];
  return Object.values(graph.nodes)
    .filter((node) => typeof planJump(graph, state.tokens, token, node.id) !== 'string')
    .map((node) => ({ node: node.id, title: titleOf(node) }));
}

/** Finds what a jump would move, or says in Chinese why it cannot be. */
function planJump(graph: Graph, tokens: Tokens, token: Token, to: string): Token | string {
  const target = graph.nodes[to];
  if (!target) return '要跳转到的环节不存在';
  if (isListener(token)) return '这里只是在等候事件，请从所在的环节跳转';
  const chain = chainOf(tokens, token);
  if (chain.some((one) => one.undoFor !== undefined)) return '补偿环节不能跳转';
  const fault = targetFault(graph, target);
  if (fault !== null) return fault;
  const origin = chain.find((one) => nodeOf(graph, one.at).parent === target.parent);
  if (!origin) return `“${titleOf(target)}”在另一个子流程里面，不能从外面跳转进去`;
  return relocationFault(graph, origin, target) ?? origin;
}

/** A jump ends at an activity, at an event that can be waited for, or at an end. */
function targetFault(graph: Graph, target: Node): string | null {
  const title = titleOf(target);
  if (target.undoes !== undefined) return `“${title}”是补偿活动，不能跳转到那里`;
  if (!isActivity(target) && target.kind !== 'catch' && target.kind !== 'end') return `“${title}”不是可以停留的环节，不能跳转到那里`;
  const sources = target.in.map((flow) => graph.nodes[graph.flows[flow]?.from ?? '']);
  if (sources.length === 0 || sources.some((source) => source?.kind === 'eventBased')) return `“${title}”不能单独进入，请跳转到它前面的环节`;
  return null;
}

/** Moves a token to any node it can go on from. @throws process-engine.cannotMove */
export function jump(run: Run, token: Token, to: string): void {
  const origin = planJump(run.graph, run.tokens, token, to);
  if (typeof origin === 'string') throw processErrors.cannotMove({ reason: origin });
  moveToken(run, origin, nodeOf(run.graph, to), { reason: 'jumped' });
}
