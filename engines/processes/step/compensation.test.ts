import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, compensate, end, error, eventSub, flows, multi, service, start, sub, thrown, times, users } from '../testing/drawing.ts';
import { at, done, places, send, served, startOf, those } from '../testing/instance.ts';

const undoable = (id: string, inner = '') =>
  service(id, inner, `do.${id}`) + boundary(`${id}c`, id, compensate) + `<serviceTask id="undo_${id}" name="撤回${id}" isForCompensation="true" yiwang:handler="undo.${id}"/>`;
const linked = (...ids: readonly string[]) =>
  ids.map((id) => `<association id="as_${id}" sourceRef="${id}c" targetRef="undo_${id}" associationDirection="One"/>`).join('');

test('a compensation throw undoes what was completed, the last first, and then goes on', async () => {
  const instance = await startOf(start() + undoable('a') + undoable('b') + users('u', 'z') + thrown('x', compensate) + end() + flows('s > a > b > u > x > z > e') + linked('a', 'b'));
  served(instance, 'a');
  served(instance, 'b');
  assert.deepEqual(those(done(instance, 'u'), 'runService').map(({ handler }) => handler), ['undo.b']);
  assert.deepEqual(places(instance), ['undo_b', 'x']);
  assert.deepEqual(those(served(instance, 'undo_b'), 'runService').map(({ handler }) => handler), ['undo.a']);
  served(instance, 'undo_a');
  assert.deepEqual(places(instance), ['z']);
});

test('what was not completed, or was undone already, is not undone', async () => {
  const instance = await startOf(start() + undoable('a') + undoable('b') + users('u') + thrown('x', compensate) + end('e', compensate) + flows('s > a > u > x > b > e') + linked('a', 'b'));
  served(instance, 'a');
  done(instance, 'u');
  served(instance, 'undo_a');
  served(instance, 'b');
  assert.deepEqual(places(instance), ['e', 'undo_b'], 'the end event waits for its handlers');
  served(instance, 'undo_b');
  assert.deepEqual(instance.state.outcome, { kind: 'completed' });
});

test('a throw may name the one activity to undo', async () => {
  const only = '<compensateEventDefinition activityRef="a"/>';
  const instance = await startOf(start() + undoable('a') + undoable('b') + users('z') + thrown('x', only) + end() + flows('s > a > b > x > z > e') + linked('a', 'b'));
  served(instance, 'a');
  assert.deepEqual(those(served(instance, 'b'), 'runService').map(({ handler }) => handler), ['undo.a']);
  served(instance, 'undo_a');
  assert.deepEqual(places(instance), ['z']);
});

test('what a completed sub-process did can be undone from outside; each instance counts', async () => {
  const inner = start('is') + undoable('a') + end('ie') + flows('is > a > ie') + linked('a');
  const instance = await startOf(start() + sub('p1', inner, multi('', times('2'))) + end('e', compensate) + flows('s > p1 > e'));
  send(instance, { type: 'completeService', token: at(instance, 'a').id });
  send(instance, { type: 'completeService', token: at(instance, 'a').id });
  served(instance, 'undo_a');
  assert.equal(instance.state.outcome, undefined);
  served(instance, 'undo_a');
  assert.ok(instance.state.outcome);
});

test('an error handler undoes what its scope has done', async () => {
  const handler = eventSub('es', start('es1', error) + end('es2', compensate) + flows('es1 > es2'));
  const inner = start('is') + undoable('a') + service('x') + end('ie') + flows('is > a > x > ie') + linked('a') + handler;
  const instance = await startOf(start() + sub('p1', inner) + users('z') + end() + flows('s > p1 > z > e'));
  served(instance, 'a');
  const effects = send(instance, { type: 'failService', token: at(instance, 'x').id, code: 'E1', text: '' });
  assert.deepEqual(those(effects, 'runService').map(({ handler: name }) => name), ['undo.a']);
  served(instance, 'undo_a');
  assert.deepEqual(places(instance), ['z']);
});

test('with nothing to undo a compensation throw goes on at once', async () => {
  const instance = await startOf(start() + thrown('x', compensate) + users('z') + end() + flows('s > x > z > e'));
  assert.deepEqual(places(instance), ['z']);
});
