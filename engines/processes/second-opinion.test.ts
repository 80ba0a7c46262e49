import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { graphOf, send, startGraph, type Instance } from './testing/instance.ts';
import { drawBlock, type Block } from './testing/blocks.ts';
import { startOther } from './testing/second-opinion.ts';

/**
 * Another engine's opinion, on what it can do: no inclusive joins and no calls; either parallel branches or choices and timers,
 * since its parallel joins wait for flows that were not taken; several instances of tasks only, since it names instances of
 * one sub-process alike.
 */
const task: fc.Arbitrary<Block> = fc.constant({ kind: 'task' });
const many: fc.Arbitrary<Block> = fc.record({ kind: fc.constant('many' as const), sequential: fc.boolean(), count: fc.integer({ min: 1, max: 3 }), enough: fc.constant(false) });

const comparable = fc.letrec<{ straight: Block; choosing: Block; host: Block }>((tie) => {
  const depth = { maxDepth: 3, depthIdentifier: 'comparable' };
  const parts = (of: 'straight' | 'choosing') => fc.array(tie(of), { minLength: 2, maxLength: 3, depthIdentifier: 'comparable' });
  return {
    straight: fc.oneof(
      depth,
      task,
      many,
      { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('sequence' as const, 'parallel' as const), parts: parts('straight') }) },
      fc.record({ kind: fc.constant('sub' as const), body: tie('straight') }),
    ),
    choosing: fc.oneof(
      depth,
      task,
      many,
      fc.record({ kind: fc.constantFrom('sequence' as const, 'exclusive' as const), parts: parts('choosing') }),
      fc.record({ kind: fc.constantFrom('loop' as const, 'sub' as const), body: tie('choosing') }),
      fc.record({ kind: fc.constantFrom('timed' as const, 'reminded' as const), host: tie('host'), after: tie('choosing') }),
    ),
    host: fc.oneof(depth, task, fc.record({ kind: fc.constant('sub' as const), body: tie('choosing') })),
  };
});
const anyComparable = fc.oneof(comparable.straight, comparable.choosing);

const waiting = ({ state }: Instance): readonly string[] => state.tokens.filter((token) => token.wait === 'task').map((token) => token.at).toSorted();

function daysOf({ graph }: Instance, node: string): number {
  const { event } = graph.nodes[node] ?? {};
  assert.ok(event?.kind === 'timer' && 'text' in event.value);
  return Number(event.value.text.slice(1, -1));
}

test('another engine sees the same tasks wait after every step, and ends at the same step', async () => {
  await fc.assert(
    fc.asyncProperty(anyComparable, fc.array(fc.record({ pick: fc.nat(99), r: fc.nat(99), fires: fc.nat(4) }), { minLength: 40, maxLength: 40 }), async (block, choices) => {
      const { xml } = drawBlock(block);
      const ours = startGraph(await graphOf(xml), { r: 0 });
      const other = await startOther(xml);
      assert.deepEqual(other.waiting(), waiting(ours));
      for (const { pick, r, fires } of choices) {
        if (ours.state.outcome) break;
        const timers = ours.state.tokens.filter((token) => token.wait === 'timer');
        const timer = fires === 0 ? timers[pick % Math.max(1, timers.length)] : undefined;
        const tasks = ours.state.tokens.filter((token) => token.wait === 'task');
        const chosen = tasks[pick % tasks.length];
        if (timer) {
          send(ours, { type: 'timerFired', token: timer.id });
          other.fire(daysOf(ours, timer.at));
        } else if (chosen) {
          send(ours, { type: 'completeTask', token: chosen.id, vars: { r } });
          other.complete(chosen.at, r);
        }
        assert.deepEqual(other.waiting(), waiting(ours));
        assert.equal(other.isOver(), ours.state.outcome !== undefined);
      }
    }),
    { numRuns: 60 },
  );
});
