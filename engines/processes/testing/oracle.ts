import assert from 'node:assert/strict';
import { isListener, type State, type Token } from '../state.ts';
import type { Placed } from './blocks.ts';

/**
 * Checks by the structure of a model, without looking at its graph, that the tokens of a state are neither too many nor too few.
 *
 * Exactly one part of a sequence, choice or loop is active; of a parallel block each branch is active or has arrived.
 */
export function assertWellPlaced(root: Placed, state: State): void {
  const live = state.tokens.filter((token) => !isListener(token));
  if (state.outcome) assert.equal(state.tokens.length, 0, 'nothing is left when all is over');
  else assertAtOnePlace(root, live, 0);
}

/** When the main way of a scope is over, side branches may still run in it. */
function assertAtOnePlace(placed: Placed, live: readonly Token[], scope: number): void {
  const count = threads(placed, live, scope);
  assert.ok(count === 1 || live.some((token) => token.in === scope), 'a scope is at one place');
}

/** 1 when the block is active within a scope, 0 when it is not; anything else cannot be. */
function threads(placed: Placed, live: readonly Token[], scope: number): number {
  const { block, id, parts } = placed;
  const here = live.filter((token) => token.in === scope);
  const at = (node: string) => here.filter((token) => token.at === node);
  const inside = () => parts.map((part) => threads(part, live, scope));
  switch (block.kind) {
    case 'parallel':
    case 'inclusive':
      return joined(placed, inside(), at(`${id}j`), block.kind);
    case 'many':
    case 'manySubs':
      return instances(placed, live, at(id));
    case 'sub':
      return one(at(id).map((token) => body(placed, live, token)));
    case 'race':
      return one([...inside(), at(`${id}s`).length]);
    case 'sequence':
    case 'exclusive':
    case 'loop':
    case 'timed':
      return one(inside());
    case 'reminded':
      // The side branch runs once for each time its activity was open, so its tokens are not counted.
      return one([threads(parts[0] as Placed, live, scope)]);
    default:
      return one([at(id).length]);
  }
}

function one(counts: readonly number[]): number {
  const sum = counts.reduce((total, count) => total + count, 0);
  assert.ok(sum <= 1, `at most one part is active, found ${sum}`);
  return sum;
}

const body = (placed: Placed, live: readonly Token[], token: Token): number => {
  assert.equal(token.wait, 'scope');
  assertAtOnePlace(placed.parts[0] as Placed, live, token.id);
  return 1;
};

function instances(placed: Placed, live: readonly Token[], wholes: readonly Token[]): number {
  for (const whole of wholes) {
    assert.equal(whole.wait, 'multi');
    const open = live.filter((token) => token.in === whole.id);
    const { started = 0, completed = 0, ended = [] } = whole.multi ?? {};
    assert.equal(open.length, started - completed);
    assert.ok(open.length > 0, 'an activity without open instances is over');
    assert.equal(new Set([...open.map((token) => token.index), ...ended]).size, started, 'each position is open or done, once');
    if (placed.block.kind === 'manySubs') for (const token of open) body(placed, live, token);
  }
  return one([wholes.length]);
}

function joined({ parts }: Placed, inside: readonly number[], arrivals: readonly Token[], kind: 'parallel' | 'inclusive'): number {
  const branches = parts.map((part, at) => (inside[at] ?? 0) + arrivals.filter((token) => token.via === `${part.last}_${token.at}`).length);
  const busy = branches.reduce((total, count) => total + count, 0);
  if (busy === 0) return 0;
  assert.ok(branches.every((count) => count <= 1), 'a branch is active or has arrived, once');
  if (kind === 'parallel') assert.equal(busy, parts.length, 'every branch is active or has arrived');
  assert.ok(arrivals.length < busy, 'a join at which all have arrived has opened');
  return 1;
}
