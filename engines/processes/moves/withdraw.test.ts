import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, end, flows, gateway, message, multi, service, start, sub, thrown, timer, user, users } from '../testing/drawing.ts';
import { at, done, happen, places, send, startOf, those, type Instance } from '../testing/instance.ts';
import { findWithdrawal } from './withdraw.ts';

const fault = (instance: Instance, completed: number) => findWithdrawal(instance.graph, instance.state, completed).fault;
const withdraw = (instance: Instance, completed: number) => send(instance, { type: 'withdraw', completed });

/** Completes the task at a node and tells the token it had. */
function complete(instance: Instance, node: string, position = 0): number {
  const { id } = at(instance, node, position);
  send(instance, { type: 'completeTask', token: id });
  return id;
}

test('a completed step is taken back as long as nobody has acted on the next', async () => {
  const instance = await startOf(start() + users('a', 'b', 'c') + boundary('t', 'b', timer()) + end() + flows('s > a > b > c > e', 't > e'));
  const a = complete(instance, 'a');
  assert.deepEqual(findWithdrawal(instance.graph, instance.state, a), { fault: null, closes: [at(instance, 'b').id] });
  const effects = withdraw(instance, a);
  assert.deepEqual(those(effects, 'closeTask').map(({ node, reason }) => [node, reason]), [['b', 'withdrawn']]);
  assert.equal(those(effects, 'cancelTimer').length, 1);
  assert.deepEqual(those(effects, 'openTask')[0]?.reopened, { by: 'withdrawn', token: a });
  const again = complete(instance, 'a');
  complete(instance, 'b');
  assert.match(fault(instance, again) ?? '', /后续环节已经办理/);
  assert.throws(() => withdraw(instance, again), { code: 'process-engine.cannotMove' });
});

test('of parallel successors all must be untouched', async () => {
  const instance = await startOf(start() + users('a', 'b', 'c') + gateway('parallel', 'f') + end() + flows('s > a > f > b > e', 'f > c > e'));
  const a = complete(instance, 'a');
  assert.equal(fault(instance, a), null);
  complete(instance, 'b');
  assert.match(fault(instance, a) ?? '', /已经办理/);
});

const joined = start() + users('a', 'b', 'z') + gateway('parallel', 'f') + gateway('parallel', 'j') + end() + flows('s > f > a > j > z > e', 'f > b > j');

test('an arrival at a join is taken back, whether the join still waits or has opened', async () => {
  const instance = await startOf(joined);
  const a = complete(instance, 'a');
  withdraw(instance, a);
  assert.deepEqual(places(instance), ['a', 'b']);
  complete(instance, 'b');
  const last = complete(instance, 'a');
  assert.deepEqual(places(instance), ['z']);
  withdraw(instance, last);
  assert.deepEqual(places(instance), ['a', 'j'], 'the arrival of the other branch is put back');
  complete(instance, 'a');
  complete(instance, 'z');
  assert.ok(instance.state.outcome);
});

test('the other branch cannot withdraw once the join has opened', async () => {
  const instance = await startOf(joined);
  const a = complete(instance, 'a');
  complete(instance, 'b');
  assert.match(fault(instance, a) ?? '', /已经办理/);
});

test('what has gone out cannot be taken back', async () => {
  const running = await startOf(start() + users('a') + service('x') + end() + flows('s > a > x > e'));
  assert.match(fault(running, complete(running, 'a')) ?? '', /自动办理/);
  const told = await startOf(start() + users('a', 'b') + thrown('m', message()) + end() + flows('s > a > m > b > e'));
  assert.match(fault(told, complete(told, 'a')) ?? '', /已经办理/);
  const closed = await startOf(start() + sub('p1', start('is') + users('a') + end('ie') + flows('is > a > ie')) + users('b') + end() + flows('s > p1 > b > e'));
  assert.match(fault(closed, complete(closed, 'a')) ?? '', /不能撤回/);
  const over = await startOf(start() + users('a') + end() + flows('s > a > e'));
  const last = complete(over, 'a');
  assert.throws(() => withdraw(over, last), { code: 'process-engine.finished' });
});

test('a signer takes a signature back while the others are at it', async () => {
  const loop = multi('yiwang:collection="voters" yiwang:element="voter" yiwang:outputCollection="votes" yiwang:outputElement="agrees"');
  const instance = await startOf(start() + user('u', loop) + end() + flows('s > u > e'), { voters: ['甲', '乙'] });
  const first = at(instance, 'u', 0).id;
  send(instance, { type: 'completeTask', token: first, vars: { agrees: true } });
  assert.deepEqual(those(withdraw(instance, first), 'openTask').map(({ item, index }) => [item, index]), [['甲', 0]]);
  for (const _ of ['甲', '乙']) done(instance, 'u', { agrees: false });
  assert.deepEqual(instance.state.vars['votes'], [false, false]);
});

test('in turn, a signer withdraws until the next has signed', async () => {
  const instance = await startOf(start() + user('u', multi('isSequential="true" yiwang:collection="voters" yiwang:element="voter"')) + users('z') + end() + flows('s > u > z > e'), { voters: ['甲', '乙', '丙'] });
  const first = complete(instance, 'u');
  assert.deepEqual(those(withdraw(instance, first), 'openTask').map(({ item }) => item), ['甲']);
  const again = complete(instance, 'u');
  complete(instance, 'u');
  assert.match(fault(instance, again) ?? '', /已经办理/);
  const last = complete(instance, 'u');
  assert.deepEqual(places(instance), ['z']);
  assert.match(fault(instance, last) ?? '', /不能撤回/);
});

test('reminders begun meanwhile end with the step they remind of', async () => {
  const instance = await startOf(start() + users('a', 'b', 'remind') + boundary('t', 'b', timer(), false) + end() + flows('s > a > b > e', 't > remind > e'));
  const a = complete(instance, 'a');
  happen(instance, 't');
  withdraw(instance, a);
  assert.deepEqual(places(instance), ['a']);
});

test('a step may forbid being withdrawn', async () => {
  const instance = await startOf(start() + user('a', '', 'yiwang:actions="returnTo"') + users('b') + end() + flows('s > a > b > e'));
  assert.match(fault(instance, complete(instance, 'a')) ?? '', /不允许撤回/);
});
