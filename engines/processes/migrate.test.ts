import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph } from './graph.ts';
import { migrateInstance } from './migrate.ts';
import { boundary, compensate, cycle, drawing, end, eventSub, flows, gateway, message, multi, roots, service, signal, start, sub, timer, user, users } from './testing/drawing.ts';
import { at, done, graphOf, happen, now, places, send, served, startGraph, those, type Instance } from './testing/instance.ts';
import { returnTargets } from './moves/return.ts';
import { findWithdrawal } from './moves/withdraw.ts';

const read = (body: string): Promise<Graph> => graphOf(drawing(body, roots));

/** Moves an instance and goes on with it under the new version. */
function moved(instance: Instance, to: Graph, mapping: Record<string, string> = {}): Instance {
  const result = migrateInstance(instance.state, instance.graph, to, { now, mapping });
  assert.ok(result.possible, result.problems.join('\n'));
  return { graph: to, state: JSON.parse(JSON.stringify(result.state)), effects: result.effects, log: [...result.effects] };
}

const problems = (instance: Instance, to: Graph, mapping: Record<string, string> = {}) => migrateInstance(instance.state, instance.graph, to, { now, mapping }).problems;

const line = (...ids: readonly string[]) => read(start() + users(...ids) + end() + flows(['s', ...ids, 'e'].join('>')));

test('open tasks keep their tokens, and the instance goes on by the new version', async () => {
  const old = startGraph(await line('a', 'b', 'c'));
  done(old, 'a');
  const fresh = moved(old, await line('a', 'b', 'new', 'c'));
  assert.equal(at(fresh, 'b').id, at(old, 'b').id);
  assert.deepEqual(fresh.effects, []);
  done(fresh, 'b');
  assert.deepEqual(places(fresh), ['new']);
});

test('a preview tells where each token goes, or everything that keeps it', async () => {
  const old = startGraph(await line('a', 'b'));
  done(old, 'a');
  const to = await line('a', 'check');
  const refused = migrateInstance(old.state, old.graph, to, { now });
  assert.equal(refused.possible, false);
  assert.deepEqual(refused.problems, ['“b”在新版本中不存在，请指定对应的环节']);
  const preview = migrateInstance(old.state, old.graph, to, { now, mapping: { b: 'check' } });
  assert.deepEqual(preview.moved, [{ token: at(old, 'b').id, from: 'b', to: 'check', title: 'b' }]);
  assert.deepEqual(places(moved(old, to, { b: 'check' })), ['check']);
});

test('a node of another kind, another scope or another way of repeating does not take its place', async () => {
  const old = startGraph(await read(start() + users('a') + user('b', multi('yiwang:collection="v"')) + end() + flows('s > a > b > e')), { v: ['甲'] });
  assert.match(problems(old, await read(start() + service('a') + end() + flows('s > a > e')))[0] ?? '', /改成了服务任务/);
  assert.match(problems(old, await read(start() + sub('p1', start('is') + users('a') + end('ie') + flows('is > a > ie')) + end() + flows('s > p1 > e')))[0] ?? '', /另一个子流程/);
  done(old, 'a');
  const other = await read(start() + users('a') + user('b', multi('isSequential="true" yiwang:collection="v"')) + end() + flows('s > a > b > e'));
  assert.match(problems(old, other)[0] ?? '', /多实例方式不同/);
});

test('what is listened for is what the new version listens for; running timers run on', async () => {
  const body = (events: string, ways: string) => read(start() + users('a', 'z') + events + end() + flows('s > a > e', 'z > e') + ways);
  const old = startGraph(await body(boundary('t', 'a', timer('P5D')) + boundary('m', 'a', message(), false), flows('t > z', 'm > e')));
  const fresh = moved(old, await body(boundary('t', 'a', timer('P9D')) + boundary('r', 'a', cycle('R/P1D'), false), flows('t > z', 'r > e')));
  assert.deepEqual(fresh.effects.map((effect) => [effect.type, 'node' in effect ? effect.node : '']), [['unsubscribe', 'm'], ['startTimer', 'r']]);
  assert.equal(at(fresh, 't').id, at(old, 't').id);
  happen(fresh, 't');
  assert.deepEqual(places(fresh), ['z']);
});

test('a reminder that has fired does not start again', async () => {
  const graph = await read(start() + users('a', 'r') + boundary('t', 'a', timer(), false) + end() + flows('s > a > e', 't > r > e'));
  const old = startGraph(graph);
  happen(old, 't');
  assert.deepEqual(moved(old, graph).effects, []);
});

test('a message under another name or key is subscribed anew', async () => {
  const body = (key: string) => read(start() + `<receiveTask id="r" name="回执" messageRef="M" yiwang:correlationKey="${key}"/>` + end() + flows('s > r > e'));
  const old = startGraph(await body('one'), { one: '1', two: '2' });
  const fresh = moved(old, await body('two'));
  assert.deepEqual(fresh.effects.map(({ type }) => type), ['unsubscribe', 'subscribe']);
  assert.deepEqual(those(fresh.effects, 'subscribe')[0]?.key, '2');
  assert.deepEqual(moved(old, await body('one')).effects, []);
});

test('events of the process itself and of sub-processes are listened for, too', async () => {
  const handler = (id: string) => eventSub(id, start(`${id}s`, signal) + end(`${id}e`) + flows(`${id}s > ${id}e`));
  const body = (outer: string, inner: string) => read(start() + sub('p1', start('is') + users('a') + end('ie') + flows('is > a > ie') + inner) + end() + flows('s > p1 > e') + outer);
  const old = startGraph(await body('', ''));
  const fresh = moved(old, await body(handler('x') + boundary('t', 'p1', timer()) + flows('t > e'), handler('y')));
  assert.deepEqual(those(fresh.effects, 'subscribe').map(({ node }) => node), ['xs', 'ys']);
  assert.deepEqual(['xs', 't', 'ys'].map((node) => at(fresh, node).in), [0, 0, at(fresh, 'p1').id]);
  happen(fresh, 'ys');
  assert.ok(fresh.state.outcome);
});

const block = (...branches: readonly string[]) =>
  read(start() + gateway('parallel', 'f') + gateway('parallel', 'j') + users(...branches, 'z') + end() + flows('s > f', 'j > z > e', ...branches.map((branch) => `f > ${branch} > j`)));

test('arrivals at a join are kept, and a version that waits for a branch never begun is refused', async () => {
  const old = startGraph(await block('a', 'b'));
  done(old, 'a');
  const fresh = moved(old, await block('a', 'b'));
  done(fresh, 'b');
  assert.deepEqual(places(fresh), ['z']);
  assert.match(problems(old, await block('a', 'b', 'c'))[0] ?? '', /新版本在那里等待的分支没有开始/);
  assert.match(problems(old, await block('b', 'c'))[0] ?? '', /已到达.*找不到/);
});

test('completed steps can still be returned to where they exist, but no longer withdrawn', async () => {
  const old = startGraph(await line('a', 'b', 'c'));
  done(old, 'a');
  const b = at(old, 'b').id;
  done(old, 'b');
  const fresh = moved(old, await line('b', 'c'));
  assert.deepEqual(returnTargets(fresh.graph, fresh.state, at(fresh, 'c').id).map(({ node }) => node), ['b']);
  assert.notEqual(findWithdrawal(fresh.graph, fresh.state, b).fault, null);
});

test('what could be compensated must still be', async () => {
  const undo = boundary('bc', 'a', compensate) + '<serviceTask id="undo" name="undo" isForCompensation="true" yiwang:handler="undo"/><association id="as" sourceRef="bc" targetRef="undo"/>';
  const body = (extra: string) => read(start() + service('a') + users('b') + end('e', compensate) + flows('s > a > b > e') + extra);
  const old = startGraph(await body(undo));
  served(old, 'a');
  assert.match(problems(old, await body(''))[0] ?? '', /没有补偿/);
  const fresh = moved(old, await body(undo));
  assert.equal(those(send(fresh, { type: 'completeTask', token: at(fresh, 'b').id }), 'runService').length, 1);
});
