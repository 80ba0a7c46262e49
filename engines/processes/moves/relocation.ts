import { branchesIn, isSideKey, type Branches } from '../branches.ts';
import { nodeOf, type Graph, type Node } from '../graph.ts';
import { titleOf } from '../labels.ts';
import { isListener, type Token } from '../state.ts';

/** The tokens of an instance, as a state or a step at work has them. */
export type Tokens = readonly Token[];

const find = (tokens: Tokens, id: number): Token | undefined => tokens.find((token) => token.id === id);

/** The token of a multi-instance activity as a whole, for one of its instances; otherwise the token itself. */
function whole(tokens: Tokens, token: Token): Token {
  const outer = find(tokens, token.in);
  return outer?.wait === 'multi' && outer.at === token.at ? outer : token;
}

/** Lists a token and the activities around it, from inside out; multi-instance activities stand as a whole. */
export function chainOf(tokens: Tokens, token: Token): readonly Token[] {
  const chain: Token[] = [];
  for (let at: Token | undefined = token; at; ) {
    const one: Token = whole(tokens, at);
    chain.push(one);
    at = find(tokens, one.in);
  }
  return chain;
}

function branchesOf(graph: Graph, token: Token): Branches {
  const map = branchesIn(graph, nodeOf(graph, token.at).parent);
  return token.wait === 'join' && token.via !== undefined ? map.ofFlow(token.via) : map.ofNode(token.at);
}

/**
 * Says in Chinese why a token cannot be moved to another node of its scope, or null.
 *
 * It may move within its own parallel branch and out of it, never into another: the other branches of that fork would
 * not run, and their join would wait for them.
 */
export function relocationFault(graph: Graph, origin: Token, target: Node): string | null {
  const from = branchesOf(graph, origin);
  const to = branchesIn(graph, target.parent).ofNode(target.id);
  const node = nodeOf(graph, origin.at);
  if (node.kind === 'eventSubProcess' && graph.nodes[node.start ?? '']?.interrupting === false) return '不中断主流程的事件子流程只能在其内部移动';
  if ([...from].some(([fork, mask]) => isSideKey(fork) && mask === 2 && to.get(fork) !== 2)) return '不中断主流程的边界事件引出的环节只能在其内部移动';
  const entered = [...to].some(([fork, mask]) => ((from.get(fork) ?? -1) & ~mask) !== 0);
  return entered ? `“${titleOf(target)}”在另一条并行分支中，移到那里后其余分支不会再到达合并处` : null;
}

/**
 * Lists the tokens besides the moved one that end with a move: those in the parallel branches the move leaves.
 *
 * A move inside one branch leaves the other branches alone.
 */
export function leftBehind(graph: Graph, tokens: Tokens, origin: Token, target: Node): Tokens {
  const from = branchesOf(graph, origin);
  const to = branchesIn(graph, target.parent).ofNode(target.id);
  return tokens.filter((token) => {
    if (token.in !== origin.in || token.id === origin.id || isListener(token)) return false;
    const branches = branchesOf(graph, token);
    return [...from].some(([fork, mask]) => {
      const here = branches.get(fork);
      const wanted = to.get(fork);
      if (here === undefined) return false;
      return wanted === undefined || (wanted !== mask && (here & ~wanted) === 0);
    });
  });
}
