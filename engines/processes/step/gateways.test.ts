import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, caught, end, flow, flows, gateway, link, message, start, sub, terminate, thrown, timer, user, users } from '../testing/drawing.ts';
import { at, done, happen, places, send, startOf, those } from '../testing/instance.ts';

const ended = (instance: { state: { outcome?: unknown } }) => instance.state.outcome !== undefined;

test('an exclusive gateway takes the first branch whose condition holds, in the order of the file', async () => {
  const body = start() + users('a', 'b', 'c') + gateway('exclusive', 'g', 'g_c') + end() + flows('s > g', 'g > c', 'a > e', 'b > e', 'c > e');
  const branches = flow('g', 'a', 'amount > 100') + flow('g', 'b', 'amount > 10');
  for (const [amount, expected] of [[500, 'a'], [50, 'b'], [5, 'c']] as const) {
    assert.deepEqual(places(await startOf(body + branches, { amount })), [expected]);
  }
});

test('a condition that is not true, such as null or a text, does not count as true', async () => {
  const body = start() + users('a', 'b') + gateway('exclusive', 'g', 'g_b') + end() + flows('s > g > b > e', 'a > e') + flow('g', 'a', 'missing');
  assert.deepEqual(places(await startOf(body)), ['b']);
  assert.deepEqual(places(await startOf(body, { missing: 'true' })), ['b']);
  assert.deepEqual(places(await startOf(body, { missing: true })), ['a']);
});

const forked = start() + users('a', 'b', 'z') + gateway('parallel', 'f') + gateway('parallel', 'j') + end() + flows('s > f > a > j > z > e', 'f > b > j');

test('a parallel join waits for every branch and goes on once', async () => {
  const instance = await startOf(forked);
  assert.deepEqual(places(instance), ['a', 'b']);
  done(instance, 'b');
  assert.deepEqual(places(instance), ['a', 'j']);
  done(instance, 'a');
  assert.deepEqual(places(instance), ['z']);
  done(instance, 'z');
  assert.ok(ended(instance));
  assert.equal(instance.log.filter((effect) => effect.type === 'passed' && effect.node === 'j').length, 1);
});

test('a parallel join in a loop waits anew in each round', async () => {
  const instance = await startOf(
    start() + users('a', 'b') + gateway('exclusive', 'm') + gateway('parallel', 'f') + gateway('parallel', 'j') + gateway('exclusive', 'g', 'g_e') + end() +
      flows('s > m > f > a > j > g > e', 'f > b > j') + flow('g', 'm', 'again'),
  );
  done(instance, 'a', { again: true });
  done(instance, 'b');
  assert.deepEqual(places(instance), ['a', 'b']);
  done(instance, 'a', { again: false });
  assert.deepEqual(places(instance), ['b', 'j']);
  done(instance, 'b');
  assert.ok(ended(instance));
});

test('flows out of an activity without a gateway all receive a token', async () => {
  const instance = await startOf(start() + users('a', 'b', 'c') + end() + flows('s > a > b > e', 'a > c > e'));
  done(instance, 'a');
  assert.deepEqual(places(instance), ['b', 'c']);
  done(instance, 'b');
  assert.ok(!ended(instance), 'an end event ends only its own token');
  done(instance, 'c');
  assert.ok(ended(instance));
});

const inclusive =
  start() + users('a', 'b', 'c', 'z') + gateway('inclusive', 'g', 'g_c') + gateway('inclusive', 'j') + end() +
  flows('s > g > c > j > z > e', 'a > j', 'b > j') + flow('g', 'a', 'x > 1') + flow('g', 'b', 'x > 2');

test('an inclusive gateway takes every branch whose condition holds and its join waits for just those', async () => {
  const instance = await startOf(inclusive, { x: 5 });
  assert.deepEqual(places(instance), ['a', 'b']);
  done(instance, 'a');
  assert.deepEqual(places(instance), ['b', 'j']);
  done(instance, 'b');
  assert.deepEqual(places(instance), ['z']);
});

test('an inclusive gateway takes the default branch only when no condition holds', async () => {
  const instance = await startOf(inclusive, { x: 0 });
  assert.deepEqual(places(instance), ['c']);
  done(instance, 'c');
  assert.deepEqual(places(instance), ['z']);
});

test('an inclusive join opens when a branch it waits for ends elsewhere', async () => {
  const instance = await startOf(
    start() + users('a', 'b', 'z') + gateway('inclusive', 'g', 'g_a') + gateway('inclusive', 'j') + gateway('exclusive', 'x', 'x_j') + end() + end('e2') +
      flows('s > g > a > j > z > e', 'b > x > j') + flow('g', 'b', 'true') + flow('x', 'e2', 'stop'),
  );
  assert.deepEqual(places(instance), ['b'], 'the default branch is not taken besides another');
  done(instance, 'b', { stop: true });
  assert.ok(ended(instance));
});

test('an inclusive join waits for a token that can loop back to a branch not arrived, and not for one beyond it', async () => {
  const instance = await startOf(
    start() + users('a', 'b', 'z') + gateway('parallel', 'f') + gateway('exclusive', 'm') + gateway('exclusive', 'x', 'x_j') + gateway('inclusive', 'j') + end() +
      flows('s > f > a > j > z > e', 'f > m > b > x > j') + flow('x', 'm', 'again'),
  );
  done(instance, 'a');
  done(instance, 'b', { again: true });
  assert.deepEqual(places(instance), ['b', 'j']);
  done(instance, 'b', { again: false });
  assert.deepEqual(places(instance), ['z']);
});

test('two inclusive joins that wait for each other do not strand: the longest waiting one opens', async () => {
  const instance = await startOf(
    start() + users('a', 'b', 'c') + gateway('parallel', 'f') + gateway('inclusive', 'j1') + gateway('inclusive', 'j2') + gateway('exclusive', 'x1', 'x1_j2') +
      gateway('exclusive', 'x2', 'x2_e') + end() + flows('s > f > a > j1 > x1 > j2 > x2 > e', 'f > b > j2', 'c > j1') + flow('x1', 'e', 'false') + flow('x2', 'c', 'again'),
    { again: false },
  );
  done(instance, 'a');
  done(instance, 'b');
  assert.ok(ended(instance), 'the instance ends');
});

test('the first event behind an event-based gateway ends the waiting for the others', async () => {
  const body =
    start() + gateway('eventBased', 'g') + caught('m', message()) + caught('t', timer()) + users('late', 'paid') + end() + flows('s > g > m > paid > e', 'g > t > late > e');
  const first = await startOf(body);
  assert.deepEqual(places(first), ['g']);
  happen(first, 't');
  assert.deepEqual(places(first), ['late']);
  assert.equal(those(first.effects, 'unsubscribe')[0]?.node, 'm');
  assert.equal(first.state.tokens.length, 1);
  const second = await startOf(body);
  happen(second, 'm', { paid: 80 });
  assert.deepEqual(places(second), ['paid']);
  assert.equal(those(second.effects, 'cancelTimer')[0]?.node, 't');
  assert.equal(second.state.vars['paid'], 80);
});

test('a receive task may stand behind an event-based gateway', async () => {
  const instance = await startOf(
    start() + gateway('eventBased', 'g') + '<receiveTask id="r" name="收到补正" messageRef="M"/>' + caught('t', timer()) + users('a') + end() + flows('s > g > r > a > e', 'g > t > e'),
  );
  happen(instance, 'r');
  assert.deepEqual(places(instance), ['a']);
});

test('a terminate end ends everything in its scope, and only there', async () => {
  const body = start('is') + users('a', 'b') + gateway('parallel', 'f') + end('k', terminate) + end('ie') + flows('is > f > a > k', 'f > b > ie');
  const whole = await startOf(body);
  done(whole, 'a');
  assert.deepEqual(whole.state.outcome, { kind: 'completed' });
  assert.deepEqual(those(whole.effects, 'closeTask').map((effect) => [effect.node, effect.reason]), [['a', 'completed'], ['b', 'terminated']]);
  const inner = await startOf(start() + sub('p1', body) + user('after') + end() + flows('s > p1 > after > e'));
  done(inner, 'a');
  assert.deepEqual(places(inner), ['after']);
});

test('a link goes on at the catch event of its name', async () => {
  const instance = await startOf(start() + thrown('out', link('甲')) + caught('back', link('甲')) + users('a') + end() + flows('s > out', 'back > a > e'));
  assert.deepEqual(places(instance), ['a']);
});

test('history tells which flow led to each node and which token came before', async () => {
  const instance = await startOf(forked);
  const a = at(instance, 'a').id;
  const effects = done(instance, 'a');
  assert.deepEqual(effects.filter((effect) => effect.type === 'left'), [{ type: 'left', token: a, node: 'a', reason: 'completed' }]);
  const b = at(instance, 'b').id;
  const facts = done(instance, 'b').filter((effect) => effect.type === 'passed' || effect.type === 'entered');
  assert.deepEqual(facts, [
    { type: 'passed', node: 'j', via: 'b_j', by: b },
    { type: 'entered', token: at(instance, 'z').id, node: 'z', via: 'j_z', by: b },
  ]);
});

test('boundary events of a waiting step count for an inclusive join only when they interrupt it', async () => {
  const body = (interrupting: boolean) =>
    start() + users('a', 'b', 'z') + gateway('parallel', 'f') + gateway('inclusive', 'j') + boundary('t', 'a', timer(), interrupting) + end() + end('e2') +
    flows('s > f > a > e2', 't > j', 'f > b > j > z > e');
  const waits = await startOf(body(true));
  done(waits, 'b');
  assert.deepEqual(places(waits), ['a', 'j']);
  happen(waits, 't');
  assert.deepEqual(places(waits), ['z']);
  const goesOn = await startOf(body(false));
  done(goesOn, 'b');
  assert.deepEqual(places(goesOn), ['a', 'z']);
  send(goesOn, { type: 'terminate', reason: '试验结束' });
});
