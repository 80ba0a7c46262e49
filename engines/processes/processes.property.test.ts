import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../kernel/errors.ts';
import type { Graph } from './graph.ts';
import { migrateInstance } from './migrate.ts';
import { jumpTargets } from './moves/jump.ts';
import { returnTargets } from './moves/return.ts';
import { findWithdrawal } from './moves/withdraw.ts';
import { readBpmn } from './read/read-bpmn.ts';
import { isListener, type State, type Token } from './state.ts';
import { step } from './step/step.ts';
import { anyBlock, drawBlock, type Placed } from './testing/blocks.ts';
import { now } from './testing/instance.ts';
import { assertBooked, book, newLedger, type Ledger } from './testing/ledger.ts';
import { assertWellPlaced } from './testing/oracle.ts';
import type { Event } from './traffic.ts';

/** Everything that may happen next to an instance, apart from people's moves. */
function happenings({ tokens }: State, r: number): readonly Event[] {
  const vars = { r };
  return tokens.flatMap((token): Event[] => {
    const at = { token: token.id };
    if (token.incident && token.wait !== 'join') return [{ type: 'retry', ...at }];
    switch (token.wait) {
      case 'task':
        return [{ type: 'completeTask', ...at, vars }];
      case 'service':
        return [{ type: 'completeService', ...at, vars }];
      case 'timer':
        return [{ type: 'timerFired', ...at }];
      case 'message':
        return [{ type: 'messageArrived', ...at, vars }];
      case 'call':
        return [{ type: 'calledFinished', ...at, outcome: { kind: 'completed' } }];
      default:
        return [];
    }
  });
}

/** Every return people may make now. */
const returns = (graph: Graph, state: State): readonly Event[] =>
  state.tokens.flatMap(({ id: token }) =>
    returnTargets(graph, state, token).flatMap(({ node: to, thenBack }): Event[] => [
      { type: 'returnTo', token, to },
      ...(thenBack ? [{ type: 'returnTo' as const, token, to, thenBack }] : []),
    ]),
  );

const withdrawals = (graph: Graph, state: State): readonly Event[] =>
  state.past.flatMap(({ token: completed }): Event[] => (findWithdrawal(graph, state, completed).fault === null ? [{ type: 'withdraw', completed }] : []));

const jumps = (graph: Graph, state: State): readonly Event[] =>
  state.tokens.flatMap(({ id: token }) => jumpTargets(graph, state, token).map(({ node: to }): Event => ({ type: 'jump', token, to })));

const failures = ({ tokens }: State): readonly Event[] =>
  tokens.filter((token) => token.wait === 'service').map(({ id: token }) => ({ type: 'failService', token, text: '无响应' }));

type Play = { readonly graph: Graph; readonly root: Placed; state: State; readonly ledger: Ledger; readonly events: Event[]; readonly outputs: string[] };

function apply(play: Play, event: Event): void {
  const { state, effects } = step(play.graph, play.events.length === 0 ? null : play.state, event, { now });
  play.events.push(event);
  play.outputs.push(JSON.stringify([state, effects]));
  const stored = JSON.parse(JSON.stringify(state)) as State;
  assert.deepEqual(stored, state);
  play.state = stored;
  book(play.ledger, event, effects);
  assertBooked(play.ledger, stored);
  assertSound(play);
}

function assertSound({ graph, root, state }: Play): void {
  const ids = new Set(state.tokens.map((token) => token.id));
  assert.equal(ids.size, state.tokens.length);
  for (const token of state.tokens) assert.ok((token.in === 0 || ids.has(token.in)) && (!token.on || ids.has(token.on)), 'every token lives in a scope that is there');
  assertWellPlaced(root, state);
  assert.ok(state.tokens.every((token) => token.incident === undefined || token.incident.code === 'service'), 'no join waits in vain');
  assert.ok(state.outcome ?? state.tokens.some(canGoOn), 'there is something to wait for');
  const steps = Object.values(graph.nodes).filter((node) => node.kind === 'userTask').length;
  const scopes = 1 + state.tokens.filter((token) => token.wait === 'scope' || token.wait === 'multi').length;
  assert.ok(state.past.length <= steps * scopes);
  assert.ok(JSON.stringify(state).length <= 150 + 200 * (state.tokens.length + state.past.length), 'the state is small');
}

const canGoOn = (token: Token): boolean => (!isListener(token) || token.on === 0 || token.wait !== 'timer') && !['join', 'scope', 'multi', 'choice', 'undo', 'stuck'].includes(token.wait);

/** Brings an instance to its end by completing what is open, choosing the ways that lead on. */
function finish(play: Play): void {
  for (let left = 400; !play.state.outcome; left -= 1) {
    assert.ok(left > 0, 'the instance comes to an end');
    const listening = new Set(play.state.tokens.filter(isListener).map((token) => token.id));
    const pool = happenings(play.state, 0);
    const next = pool.find((event) => !('token' in event && listening.has(event.token))) ?? pool[0];
    assert.ok(next);
    apply(play, next);
  }
}

/** Events nobody should send: each is refused as such, or harmless, and never breaks anything. */
function assertRefusesNonsense({ graph, state }: Play, pick: number): void {
  const token = (pick % (state.next + 2)) - 1;
  const nonsense: Event[] = [
    ...(['completeTask', 'completeService', 'timerFired', 'messageArrived', 'signalArrived', 'retry'] as const).map((type): Event => ({ type, token })),
    { type: 'start' },
    { type: 'resume' },
    { type: 'jump', token, to: 'nowhere' },
    { type: 'returnTo', token, to: 'constructor' },
    { type: 'withdraw', completed: token },
    { type: 'calledFinished', token, outcome: { kind: 'failed', code: 'x' } },
  ];
  for (const event of nonsense) {
    try {
      step(graph, state, event, { now });
    } catch (error) {
      assert.ok(error instanceof AppError && error.code.startsWith('process-engine.'), String(error));
    }
  }
}

/** A move to the version an instance already has changes nothing. */
function assertMovesToItself({ graph, state }: Play): void {
  const migration = migrateInstance(state, graph, graph, { now });
  assert.ok(migration.possible, migration.problems.join('\n'));
  assert.deepEqual(migration.state.tokens, state.tokens);
  assert.deepEqual(migration.effects, []);
}

type Choice = { readonly kind: number; readonly pick: number; readonly r: number };
const history = fc.array(fc.record({ kind: fc.nat(9), pick: fc.nat(1_000), r: fc.nat(99) }), { minLength: 12, maxLength: 40 });

/** What happens by itself comes more often than people's moves. */
const pools = [returns, withdrawals, withdrawals, jumps, (_: Graph, state: State) => failures(state)];

function choose({ graph, state }: Play, { kind, pick, r }: Choice): Event | undefined {
  const pool = pools[kind]?.(graph, state) ?? happenings(state, r);
  return pool[pick % Math.max(1, pool.length)];
}

async function begin(block: Parameters<typeof drawBlock>[0]): Promise<Play> {
  const { xml, root } = drawBlock(block);
  const result = await readBpmn(xml);
  assert.ok(result.graph, result.graph ? '' : result.problems.filter(({ severity }) => severity === 'error').map(({ text }) => text).join('\n'));
  const play: Play = { graph: result.graph, root, state: { next: 1, tokens: [], vars: {}, past: [] }, ledger: newLedger(), events: [], outputs: [] };
  apply(play, { type: 'start', vars: { r: 0 } });
  return play;
}

test('whatever happens and whatever people do, a well-structured process never strands, never doubles, stays small and ends', async () => {
  await fc.assert(
    fc.asyncProperty(anyBlock, history, async (block, choices) => {
      const play = await begin(block);
      for (const choice of choices) {
        if (play.state.outcome) break;
        assertRefusesNonsense(play, choice.pick);
        const event = choose(play, choice);
        if (event) apply(play, event);
      }
      assertMovesToItself(play);
      finish(play);
      let state: State | null = null;
      const graph = JSON.parse(JSON.stringify(play.graph)) as Graph;
      play.events.forEach((event, at) => {
        const again = step(graph, state, event, { now });
        assert.equal(JSON.stringify([again.state, again.effects]), play.outputs[at], 'a replay gives the same');
        state = again.state;
      });
    }),
    { numRuns: 300 },
  );
});

test('every parallel join fires once for each time its fork was passed', async () => {
  await fc.assert(
    fc.asyncProperty(anyBlock, fc.array(fc.nat(99), { minLength: 5, maxLength: 40 }), async (block, rs) => {
      const play = await begin(block);
      for (const r of rs) {
        const pool = happenings(play.state, r);
        const event = pool[r % Math.max(1, pool.length)];
        if (event) apply(play, event);
      }
      finish(play);
      const passed = new Map<string, number>();
      for (const output of play.outputs) {
        const [, effects] = JSON.parse(output) as [State, { type: string; node: string }[]];
        for (const effect of effects) if (effect.type === 'passed') passed.set(effect.node, (passed.get(effect.node) ?? 0) + 1);
      }
      for (const id of Object.keys(play.graph.nodes)) {
        if (!/^(parallel|inclusive)\d+j$/.test(id)) continue;
        assert.ok((passed.get(id) ?? 0) <= (passed.get(id.replace(/j$/, 's')) ?? 0), `${id} fired more often than its fork`);
      }
    }),
    { numRuns: 100 },
  );
});
