import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caught, drawing, end, flow, flows, gateway, service, start, sub, timer, users } from '../testing/drawing.ts';
import { at, done, graphOf, happen, places, send, startGraph, startOf, those, type Instance } from '../testing/instance.ts';
import { jumpTargets } from './jump.ts';

const targets = (instance: Instance, node: string) => jumpTargets(instance.graph, instance.state, at(instance, node).id).map((target) => target.node);
const jump = (instance: Instance, node: string, to: string) => send(instance, { type: 'jump', token: at(instance, node).id, to });

const body =
  start() + users('a', 'b', 'c', 'd') + service('x') + gateway('parallel', 'f') + gateway('parallel', 'j') + caught('t', timer()) + end() +
  sub('p1', start('is') + users('i') + end('ie') + flows('is > i > ie')) + flows('s > a > f > b > x > j > d > p1 > t > e', 'f > c > j');

test('an administrator moves a token forwards, backwards, and out of parallel blocks and sub-processes', async () => {
  const instance = await startOf(body);
  assert.deepEqual(targets(instance, 'a'), ['a', 'd', 't', 'e', 'p1']);
  jump(instance, 'a', 'd');
  assert.deepEqual(places(instance), ['d']);
  jump(instance, 'd', 'a');
  done(instance, 'a');
  assert.deepEqual(targets(instance, 'b'), ['a', 'b', 'd', 'x', 't', 'e', 'p1']);
  jump(instance, 'b', 'x');
  assert.deepEqual(places(instance), ['c', 'x'], 'the other branch goes on');
  jump(instance, 'x', 'p1');
  assert.deepEqual(places(instance), ['i', 'p1'], 'the parallel block is left as a whole');
  jump(instance, 'i', 't');
  assert.deepEqual(places(instance), ['t']);
  happen(instance, 't');
  assert.ok(instance.state.outcome);
});

test('a jump refuses, with the reason, what could not go on', async () => {
  const instance = await startOf(body);
  for (const [to, reason] of [['b', /并行分支/], ['i', /子流程里面/], ['f', /不是可以停留/], ['nowhere', /不存在/]] as const) {
    assert.throws(() => jump(instance, 'a', to), { code: 'process-engine.cannotMove', message: reason });
  }
});

test('a jump frees a token from an incident', async () => {
  const instance = await startOf(start() + users('a', 'b') + gateway('exclusive', 'g', 'g_a') + service('x') + end() + flows('s > x > g > a > e', 'b > e') + flow('g', 'b', 'y'));
  send(instance, { type: 'failService', token: at(instance, 'x').id, text: '无响应' });
  const effects = jump(instance, 'x', 'b');
  assert.deepEqual(those(effects, 'incidentOver').length, 1);
  assert.deepEqual(those(effects, 'cancelService').length, 1);
  assert.deepEqual(places(instance), ['b']);
});

test('a join that waits in vain is shown as an incident, and a jump takes its token on', async () => {
  const sound = await graphOf(
    drawing(start() + users('a', 'b', 'z') + gateway('exclusive', 'g', 'g_b') + gateway('exclusive', 'j') + end() + flows('s > g > b > j > z > e', 'a > j') + flow('g', 'a', 'x')),
  );
  const join = sound.nodes['j'];
  assert.ok(join);
  const instance = startGraph({ ...sound, nodes: { ...sound.nodes, j: { ...join, kind: 'parallel' } } });
  assert.deepEqual(those(done(instance, 'b'), 'incident').map(({ node, code }) => [node, code]), [['j', 'deadlock']]);
  assert.throws(() => send(instance, { type: 'retry', token: at(instance, 'j').id }), { code: 'process-engine.wrongEvent' });
  assert.equal(those(jump(instance, 'j', 'z'), 'incidentOver').length, 1);
  assert.deepEqual(places(instance), ['z']);
});

test('an end event is a target: the branch ends there', async () => {
  const instance = await startOf(start() + users('a', 'b') + end() + flows('s > a > b > e'));
  jump(instance, 'a', 'e');
  assert.deepEqual(instance.state.outcome, { kind: 'completed' });
});
