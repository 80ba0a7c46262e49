import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, end, eventSub, flow, flows, gateway, multi, service, signal, start, sub, timer, user, users } from '../testing/drawing.ts';
import { at, done, happen, places, send, served, startOf, those, type Instance } from '../testing/instance.ts';
import { returnTargets } from './return.ts';

const targets = (instance: Instance, node: string) => returnTargets(instance.graph, instance.state, at(instance, node).id).map((target) => target.node);
const back = (instance: Instance, node: string, to: string, thenBack = false) => send(instance, { type: 'returnTo', token: at(instance, node).id, to, thenBack });

const line = start() + users('a', 'b', 'c') + end() + flows('s > a > b > c > e');

test('a task returns to any earlier step, the latest named first, and the work is done again from there', async () => {
  const instance = await startOf(line);
  const first = at(instance, 'a').id;
  done(instance, 'a');
  done(instance, 'b');
  assert.deepEqual(targets(instance, 'c'), ['b', 'a']);
  const effects = back(instance, 'c', 'a');
  assert.deepEqual(those(effects, 'closeTask').map(({ node, reason }) => [node, reason]), [['c', 'returned']]);
  assert.deepEqual(those(effects, 'openTask')[0]?.reopened, { by: 'returned', token: first });
  assert.deepEqual(targets(instance, 'a'), [], 'later steps are not earlier ones any more');
  done(instance, 'a');
  assert.deepEqual(places(instance), ['b']);
});

test('a return may go straight back to the step that returned', async () => {
  const instance = await startOf(line);
  done(instance, 'a');
  done(instance, 'b');
  back(instance, 'c', 'a', true);
  done(instance, 'a');
  assert.deepEqual(places(instance), ['c']);
});

const block = start() + users('p', 'a1', 'a2', 'b1', 'b2', 'z') + gateway('parallel', 'f') + gateway('parallel', 'j') + end() + flows('s > p > f > a1 > a2 > j > z > e', 'f > b1 > b2 > j');

test('inside a parallel branch a return leaves the other branches alone', async () => {
  const instance = await startOf(block);
  for (const node of ['p', 'a1', 'b1']) done(instance, node);
  assert.deepEqual(targets(instance, 'a2'), ['a1', 'p']);
  back(instance, 'a2', 'a1');
  assert.deepEqual(places(instance), ['a1', 'b2']);
  assert.deepEqual(targets(instance, 'b2'), ['b1', 'p'], 'steps of the other branch are still known');
  for (const node of ['a1', 'a2', 'b2', 'z']) done(instance, node);
  assert.ok(instance.state.outcome);
});

test('a return to before the fork ends all branches, arrivals at the join included', async () => {
  const instance = await startOf(block);
  for (const node of ['p', 'a1', 'b1', 'b2']) done(instance, node);
  assert.deepEqual(places(instance), ['a2', 'j']);
  back(instance, 'a2', 'p');
  assert.deepEqual(places(instance), ['p']);
  for (const node of ['p', 'a1', 'b1', 'b2', 'a2', 'z']) done(instance, node);
  assert.ok(instance.state.outcome, 'the join fires once');
});

test('a return into a branch from behind the join is refused, since the other branches would not run', async () => {
  const instance = await startOf(block);
  for (const node of ['p', 'a1', 'b1', 'b2', 'a2']) done(instance, node);
  assert.deepEqual(targets(instance, 'z'), ['p']);
  assert.throws(() => back(instance, 'z', 'a1'), { code: 'process-engine.cannotMove', message: /另一条并行分支/ });
});

test('going straight back over a fork is refused', async () => {
  const instance = await startOf(block);
  done(instance, 'p');
  assert.deepEqual(returnTargets(instance.graph, instance.state, at(instance, 'a1').id), [{ node: 'p', title: 'p', token: 1, thenBack: false }]);
  assert.throws(() => back(instance, 'a1', 'p', true), { code: 'process-engine.cannotMove', message: /不能直接回到/ });
});

test('an outer loop does not make branches of an inner fork neighbours', async () => {
  const instance = await startOf(
    start() + users('p', 'a1', 'a2', 'b1') + gateway('exclusive', 'm') + gateway('parallel', 'f') + gateway('parallel', 'j') + gateway('exclusive', 'x', 'x_e') + end() +
      flows('s > m > p > f > a1 > a2 > j > x > e', 'f > b1 > j') + flow('x', 'm', 'again'),
    { again: true },
  );
  for (const node of ['p', 'a1', 'a2', 'b1', 'p', 'a1']) done(instance, node);
  assert.deepEqual(places(instance), ['a2', 'b1']);
  back(instance, 'a2', 'a1');
  assert.deepEqual(places(instance), ['a1', 'b1']);
  done(instance, 'b1', { again: false });
  done(instance, 'a1');
  done(instance, 'a2');
  assert.ok(instance.state.outcome);
});

const inSub = start() + users('p') + sub('p1', start('is') + users('a', 'b') + end('ie') + flows('is > a > b > ie')) + users('z') + end() + flows('s > p > p1 > z > e');

test('from inside a sub-process a return goes to its earlier steps, or ends it and goes before it', async () => {
  const instance = await startOf(inSub);
  done(instance, 'p');
  done(instance, 'a');
  assert.deepEqual(targets(instance, 'b'), ['a', 'p']);
  back(instance, 'b', 'a');
  assert.deepEqual(places(instance), ['a', 'p1']);
  back(instance, 'a', 'p');
  assert.deepEqual(places(instance), ['p']);
});

test('a return into a sub-process that is over is not offered', async () => {
  const instance = await startOf(inSub);
  for (const node of ['p', 'a', 'b']) done(instance, node);
  assert.deepEqual(targets(instance, 'z'), ['p']);
});

test('a return of one of several signers ends the whole step', async () => {
  const instance = await startOf(start() + users('p') + user('u', multi('yiwang:collection="voters"')) + end() + flows('s > p > u > e'), { voters: ['甲', '乙', '丙'] });
  done(instance, 'p');
  send(instance, { type: 'completeTask', token: at(instance, 'u', 0).id });
  const effects = send(instance, { type: 'returnTo', token: at(instance, 'u', 1).id, to: 'p' });
  assert.equal(those(effects, 'closeTask').length, 2);
  assert.deepEqual(places(instance), ['p']);
});

test('a return to a step of several signers asks all of them again', async () => {
  const instance = await startOf(start() + user('u', multi('yiwang:collection="voters"')) + users('z') + end() + flows('s > u > z > e'), { voters: ['甲', '乙'] });
  done(instance, 'u');
  done(instance, 'u');
  assert.equal(those(back(instance, 'z', 'u'), 'openTask').length, 2);
});

test('boundary timers of a reopened step start anew', async () => {
  const instance = await startOf(start() + users('a', 'b', 'late') + boundary('t', 'a', timer()) + end() + flows('s > a > b > e', 't > late > e'));
  done(instance, 'a');
  assert.deepEqual(those(back(instance, 'b', 'a'), 'startTimer').map(({ node }) => node), ['t']);
});

const reminded = start() + users('p', 'a', 'b', 'remind', 'more') + boundary('t', 'a', timer(), false) + end() + flows('s > p > a > b > e', 't > remind > more > e');

test('a return to before a step ends the side branches its events began; within them a return stays within', async () => {
  const instance = await startOf(reminded);
  done(instance, 'p');
  happen(instance, 't');
  done(instance, 'a');
  assert.deepEqual(targets(instance, 'remind'), [], 'the main line cannot be entered twice');
  back(instance, 'b', 'a');
  assert.deepEqual(places(instance), ['a', 'remind'], 'the step itself keeps what its event began');
  done(instance, 'remind');
  assert.deepEqual(targets(instance, 'more'), ['remind']);
  back(instance, 'a', 'p');
  assert.deepEqual(places(instance), ['p']);
});

test('from an event sub-process that interrupted, a return resumes the scope and listens again', async () => {
  const body = (interrupting: boolean) =>
    start() + users('a', 'b') + end() + flows('s > a > b > e') + eventSub('es', `<startEvent id="es1" isInterrupting="${interrupting}">${signal}</startEvent>` + users('h') + end('ee') + flows('es1 > h > ee'));
  const instance = await startOf(body(true));
  done(instance, 'a');
  happen(instance, 'es1');
  assert.deepEqual(targets(instance, 'h'), ['a']);
  assert.deepEqual(those(back(instance, 'h', 'a'), 'subscribe').map(({ node }) => node), ['es1']);
  assert.deepEqual(places(instance), ['a']);
  const beside = await startOf(body(false));
  done(beside, 'a');
  happen(beside, 'es1');
  assert.deepEqual(targets(beside, 'h'), []);
});

test('a step may forbid returns, and only open tasks return', async () => {
  const instance = await startOf(start() + users('a') + user('b', '', 'yiwang:actions="transfer"') + service('x') + end() + flows('s > a > b > x > e'));
  done(instance, 'a');
  assert.deepEqual(targets(instance, 'b'), []);
  assert.throws(() => back(instance, 'b', 'a'), { message: /不允许退回/ });
  done(instance, 'b');
  assert.throws(() => back(instance, 'x', 'a'), { message: /人工环节/ });
  assert.throws(() => send(instance, { type: 'returnTo', token: 99, to: 'a' }), { code: 'process-engine.notWaiting' });
  served(instance, 'x');
});
