import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, end, flows, gateway, message, service, start, timer, users } from '../testing/drawing.ts';
import { at, done, happen, places, send, served, startOf, those } from '../testing/instance.ts';

const body = start() + users('a', 'b') + service('x') + gateway('parallel', 'f') + boundary('t', 'a', timer()) + boundary('m', 'a', message(), false) + end() + flows('s > f > a > e', 'f > x > b > e', 't > e', 'm > e');

test('a suspended instance pauses its timers and refuses people until it is resumed', async () => {
  const instance = await startOf(body);
  const effects = send(instance, { type: 'suspend', basis: '需要专家评审' });
  assert.deepEqual(effects, [{ type: 'suspended', basis: '需要专家评审' }, { type: 'pauseTimer', token: at(instance, 't').id, node: 't' }]);
  assert.throws(() => done(instance, 'a'), { code: 'process-engine.suspended', message: /需要专家评审/ });
  assert.throws(() => happen(instance, 't'), { code: 'process-engine.suspended' });
  assert.throws(() => send(instance, { type: 'suspend', basis: '再次' }), { code: 'process-engine.suspended' });
  assert.deepEqual(send(instance, { type: 'resume' }).map(({ type }) => type), ['resumed', 'resumeTimer']);
  done(instance, 'a');
  assert.throws(() => send(instance, { type: 'resume' }), { code: 'process-engine.notSuspended' });
});

test('answers of services and messages are not lost while suspended', async () => {
  const instance = await startOf(body);
  send(instance, { type: 'suspend', basis: '听证' });
  served(instance, 'x');
  happen(instance, 'm');
  assert.deepEqual(places(instance), ['a', 'b']);
  assert.equal(instance.state.suspended?.basis, '听证');
});

test('a suspended instance can be terminated', async () => {
  const instance = await startOf(body);
  send(instance, { type: 'suspend', basis: '听证' });
  const effects = send(instance, { type: 'terminate', reason: '申请人撤回申请' });
  assert.deepEqual(instance.state.outcome, { kind: 'terminated', reason: '申请人撤回申请' });
  assert.deepEqual(instance.state.tokens, []);
  assert.deepEqual(those(effects, 'closeTask').map(({ reason }) => reason), ['terminated']);
  assert.equal(those(effects, 'finished').length, 1);
});
