import { isActivity, nodeOf, type Node } from '../graph.ts';
import { follow } from './follow.ts';
import { enterEventGateway, enterExclusive, enterInclusive, enterParallel, passed } from './gateways.ts';
import { awaitEvent } from './listen.ts';
import { openActivity } from './open.ts';
import type { Arrival, Run } from './run.ts';
import { enterEnd, enterThrow } from './throw.ts';

/** Lets a token arrive at a node: it waits there, goes on, splits or ends. */
export function enterNode(run: Run, arrival: Arrival): void {
  const node = nodeOf(run.graph, arrival.to);
  if (isActivity(node)) return openActivity(run, node, arrival);
  switch (node.kind) {
    case 'exclusive':
      return enterExclusive(run, node, arrival);
    case 'parallel':
      return enterParallel(run, node, arrival);
    case 'inclusive':
      return enterInclusive(run, node, arrival);
    case 'eventBased':
      return enterEventGateway(run, node, arrival);
    case 'catch':
      return enterCatch(run, node, arrival);
    case 'throw':
      return enterThrow(run, node, arrival);
    case 'end':
      return enterEnd(run, node, arrival);
    default:
      passed(run, node, arrival);
      return follow(run, node, arrival.in, arrival.by);
  }
}

function enterCatch(run: Run, node: Node, arrival: Arrival): void {
  const token = awaitEvent(run, node, { in: arrival.in });
  if (token) {
    run.effects.push({ type: 'entered', token: token.id, node: node.id, ...(arrival.via ? { via: arrival.via } : {}), by: arrival.by });
    return;
  }
  passed(run, node, arrival);
  follow(run, node, arrival.in, arrival.by);
}
