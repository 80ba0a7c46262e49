import { areApart, branchesIn } from '../branches.ts';
import type { Node } from '../graph.ts';
import type { Token } from '../state.ts';
import type { Reopened } from '../traffic.ts';
import { cancelToken } from '../step/close.ts';
import { listenInScope } from '../step/listen.ts';
import { findToken, type Run } from '../step/run.ts';
import { leftBehind } from './relocation.ts';

type How = { readonly reason: 'returned' | 'jumped'; readonly reopened?: Reopened; readonly back?: string };

/** Ends a token, and those its move leaves behind, and lets one arrive at another node of the scope. */
export function moveToken(run: Run, origin: Token, target: Node, how: How): void {
  for (const token of leftBehind(run.graph, run.tokens, origin, target)) if (findToken(run, token.id)) cancelToken(run, token, how.reason);
  cancelToken(run, origin, how.reason);
  listenInScope(run, origin.in);
  forgetLater(run, origin.in, target);
  const { reopened, back } = how;
  run.queue.push({ to: target.id, in: origin.in, by: run.cause, ...(reopened ? { reopened } : {}), ...(back ? { back } : {}) });
}

/** After a return, steps that came after the target are no longer earlier steps; those of branches that go on are. */
function forgetLater(run: Run, scope: number, target: Node): void {
  const at = run.past.findIndex((entry) => entry.in === scope && entry.at === target.id);
  if (at < 0) return;
  const { ofNode } = branchesIn(run.graph, target.parent);
  run.past = run.past.filter((entry, position) => {
    const later = position >= at && entry.in === scope;
    return !later || areApart(run.graph, ofNode(entry.at), ofNode(target.id));
  });
}
