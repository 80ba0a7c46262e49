import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  boundary, caught, cycle, drawing, end, error, escalation, eventSub, flow, flows, gateway, message, service, signal, start, sub, thrown, timer, user, users, extension, roots,
} from '../testing/drawing.ts';
import { at, done, happen, places, send, served, startGraph, startOf, those, graphOf } from '../testing/instance.ts';

test('an interrupting boundary event closes its activity and goes on from there', async () => {
  const instance = await startOf(start() + users('u', 'late') + boundary('t', 'u', timer('P5D')) + end() + flows('s > u > e', 't > late > e'));
  assert.deepEqual(those(instance.effects, 'startTimer'), [{ type: 'startTimer', token: 2, node: 't', timer: 'duration', value: 'P5D' }]);
  happen(instance, 't');
  assert.deepEqual(places(instance), ['late']);
  assert.deepEqual(those(instance.effects, 'closeTask').map(({ reason }) => reason), ['interrupted']);
});

test('completing the activity cancels its timer', async () => {
  const instance = await startOf(start() + users('u', 'late') + boundary('t', 'u', timer()) + end() + flows('s > u > e', 't > late > e'));
  assert.deepEqual(those(done(instance, 'u'), 'cancelTimer').map(({ node }) => node), ['t']);
});

test('a boundary event that does not interrupt leaves the activity open', async () => {
  const instance = await startOf(start() + users('u', 'remind') + boundary('t', 'u', timer(), false) + end() + flows('s > u > e', 't > remind > e'));
  happen(instance, 't');
  assert.deepEqual(places(instance), ['remind', 'u']);
  done(instance, 'u');
  assert.equal(instance.state.outcome, undefined);
  done(instance, 'remind');
  assert.ok(instance.state.outcome);
});

test('a cycle timer fires as often as it says', async () => {
  const instance = await startOf(start() + users('u') + service('remind') + boundary('t', 'u', cycle('R2/P1D'), false) + end() + flows('s > u > e', 't > remind > e'));
  assert.deepEqual(those(happen(instance, 't'), 'startTimer').map(({ value }) => value), ['P1D']);
  assert.deepEqual(those(happen(instance, 't'), 'startTimer'), []);
  assert.ok(!instance.state.tokens.some((token) => token.at === 't'));
  const endless = await startOf(start() + users('u') + service('remind') + boundary('t', 'u', cycle('R/P1D'), false) + end() + flows('s > u > e', 't > remind > e'));
  for (let round = 0; round < 5; round += 1) assert.equal(those(happen(endless, 't'), 'startTimer').length, 1);
});

test('a message that does not interrupt may arrive again and again', async () => {
  const instance = await startOf(start() + users('u') + service('note') + boundary('m', 'u', message(), false) + end() + flows('s > u > e', 'm > note > e'));
  happen(instance, 'm');
  happen(instance, 'm');
  assert.equal(places(instance).filter((place) => place === 'note').length, 2);
});

test('a timer may be computed, and may count working days', async () => {
  const definition = '<timerEventDefinition yiwang:calendar="working"><timeDuration>= "P" + string(days) + "D"</timeDuration></timerEventDefinition>';
  const instance = await startOf(start() + caught('t', definition) + end() + flows('s > t > e'), { days: 5 });
  assert.deepEqual(those(instance.effects, 'startTimer'), [{ type: 'startTimer', token: 1, node: 't', timer: 'duration', value: 'P5D', calendar: 'working' }]);
  const date = '<timerEventDefinition><timeDate>= date("2026-05-01")</timeDate></timerEventDefinition>';
  const other = await startOf(start() + caught('t', date) + end() + flows('s > t > e'));
  assert.equal(those(other.effects, 'startTimer')[0]?.value, '2026-05-01');
});

test('a message is subscribed with its key, and its data become variables', async () => {
  const instance = await startOf(start() + caught('m', message('caseId')) + users('a') + end() + flows('s > m > a > e'), { caseId: 'C-1' });
  assert.deepEqual(those(instance.effects, 'subscribe'), [{ type: 'subscribe', token: 1, node: 'm', kind: 'message', name: '材料已补正', key: 'C-1' }]);
  const effects = happen(instance, 'm', { pages: 3 });
  assert.deepEqual(those(effects, 'unsubscribe').map(({ token }) => token), [1]);
  assert.equal(instance.state.vars['pages'], 3);
});

test('throwing events hand messages and signals to the caller with their data', async () => {
  const data = extension('<yiwang:input name="number" value="= caseId"/>');
  const instance = await startOf(
    start() + `<intermediateThrowEvent id="tm">${data}${message('caseId')}</intermediateThrowEvent>` + thrown('ts', signal) + end('e', message()) + flows('s > tm > ts > e'),
    { caseId: 'C-1' },
  );
  assert.deepEqual(those(instance.effects, 'throwMessage'), [
    { type: 'throwMessage', node: 'tm', name: '材料已补正', key: 'C-1', payload: { number: 'C-1' } },
    { type: 'throwMessage', node: 'e', name: '材料已补正', payload: {} },
  ]);
  assert.deepEqual(those(instance.effects, 'throwSignal'), [{ type: 'throwSignal', node: 'ts', name: '系统停用', payload: {} }]);
  assert.ok(instance.state.outcome);
});

test('a process may be started by its message', async () => {
  const graph = await graphOf(drawing(start() + start('sm', message()) + users('a', 'b') + end() + flows('s > a > e', 'sm > b > e'), roots));
  assert.deepEqual(places(startGraph(graph)), ['a']);
  assert.deepEqual(places(startGraph(graph, {}, 'sm')), ['b']);
  assert.throws(() => startGraph(graph, {}, 'a'), { code: 'process-engine.noStart' });
});

const failing = (inner: string, outer: string, catcher: string) =>
  start() + sub('p1', start('is') + inner + flows('is > x > ie') + end('ie') + catcher) + users('fix', 'after') + end() + flows('s > p1 > after > e') + outer;

test('an error of a service is caught at its own boundary, then in its scope, then at the boundary of the scope', async () => {
  const own = failing(service('x') + boundary('b', 'x', error) + users('own') + flows('b > own > ie'), boundary('pb', 'p1', error) + flows('pb > fix > e'), '');
  const first = await startOf(own);
  send(first, { type: 'failService', token: at(first, 'x').id, code: 'E1', text: '校验不通过' });
  assert.deepEqual(places(first), ['own', 'p1']);

  const handler = eventSub('es', start('es1', error) + users('inside') + end('es2') + flows('es1 > inside > es2'));
  const second = await startOf(failing(service('x'), boundary('pb', 'p1', error) + flows('pb > fix > e'), handler));
  send(second, { type: 'failService', token: at(second, 'x').id, code: 'E1', text: '校验不通过' });
  assert.deepEqual(places(second), ['es', 'inside', 'p1']);
  done(second, 'inside');
  assert.deepEqual(places(second), ['after']);

  const third = await startOf(failing(service('x'), boundary('pb', 'p1', error) + flows('pb > fix > e'), ''));
  send(third, { type: 'failService', token: at(third, 'x').id, code: 'E1', text: '校验不通过' });
  assert.deepEqual(places(third), ['fix']);
});

test('a catcher of exactly this code comes before one of any code', async () => {
  const any = '<errorEventDefinition/>';
  const body = start() + service('x') + boundary('any', 'x', any) + boundary('b', 'x', error) + users('exact', 'other') + end() + flows('s > x > e', 'any > other > e', 'b > exact > e');
  const first = await startOf(body);
  send(first, { type: 'failService', token: at(first, 'x').id, code: 'E1', text: '' });
  assert.deepEqual(places(first), ['exact']);
  const second = await startOf(body);
  send(second, { type: 'failService', token: at(second, 'x').id, code: 'E2', text: '' });
  assert.deepEqual(places(second), ['other']);
});

test('an error end nobody catches ends the process as failed', async () => {
  const instance = await startOf(start() + users('a', 'b') + gateway('parallel', 'f') + end('k', error) + end() + flows('s > f > a > k', 'f > b > e'));
  done(instance, 'a');
  assert.deepEqual(instance.state.outcome, { kind: 'failed', code: 'E1' });
  assert.equal(instance.state.tokens.length, 0);
});

test('an error raised inside an event sub-process is not caught by its neighbours', async () => {
  const rethrow = eventSub('es', start('es1', signal) + end('es2', error) + flows('es1 > es2'));
  const neighbour = eventSub('et', start('et1', error) + users('wrong') + end('et2') + flows('et1 > wrong > et2'));
  const instance = await startOf(failing(users('x') + rethrow + neighbour, boundary('pb', 'p1', error) + flows('pb > fix > e'), ''));
  happen(instance, 'es1');
  assert.deepEqual(places(instance), ['fix']);
});

test('an escalation goes on beside the work unless its catcher interrupts', async () => {
  const inner = thrown('x', escalation) + users('more') + flows('x > more > ie2') + end('ie2');
  const body = (interrupting: boolean) =>
    start() + sub('p1', start('is') + inner + flows('is > x')) + boundary('pb', 'p1', escalation, interrupting) + users('chief') + end() + flows('s > p1 > e', 'pb > chief > e');
  assert.deepEqual(places(await startOf(body(false))), ['chief', 'more', 'p1']);
  assert.deepEqual(places(await startOf(body(true))), ['chief']);
});

test('an escalation nobody catches is handed to the caller and stops nothing', async () => {
  const instance = await startOf(start() + thrown('x', escalation) + users('a') + end() + flows('s > x > a > e'));
  assert.deepEqual(those(instance.effects, 'escalate'), [{ type: 'escalate', node: 'x', code: 'X1' }]);
  assert.deepEqual(places(instance), ['a']);
});

const withEvent = (interrupting: boolean, definition = signal) =>
  start() + users('a', 'b') + gateway('parallel', 'f') + gateway('parallel', 'j') + end() + flows('s > f > a > j > e', 'f > b > j') +
  eventSub('es', `<startEvent id="es1" isInterrupting="${interrupting}">${definition}</startEvent>` + users('handle') + end('es2') + flows('es1 > handle > es2'));

test('an interrupting event sub-process ends all else in its scope', async () => {
  const instance = await startOf(withEvent(true));
  happen(instance, 'es1');
  assert.deepEqual(places(instance), ['es', 'handle']);
  assert.equal(those(instance.effects, 'closeTask').length, 2);
  done(instance, 'handle');
  assert.deepEqual(instance.state.outcome, { kind: 'completed' });
});

test('an event sub-process that does not interrupt runs beside its scope and may run again', async () => {
  const instance = await startOf(withEvent(false));
  happen(instance, 'es1');
  happen(instance, 'es1');
  assert.deepEqual(places(instance), ['a', 'b', 'es', 'es', 'handle', 'handle']);
  done(instance, 'handle');
  done(instance, 'a');
  done(instance, 'b');
  assert.equal(instance.state.outcome, undefined, 'the process waits for what the event began');
  assert.deepEqual(those(done(instance, 'handle'), 'unsubscribe').map(({ node }) => node), ['es1']);
  assert.ok(instance.state.outcome);
});

test('the listeners of a scope end with the scope', async () => {
  const inner = start('is') + users('a') + end('ie') + flows('is > a > ie') + eventSub('es', start('es1', timer()) + users('handle') + end('es2') + flows('es1 > handle > es2'));
  const instance = await startOf(start() + sub('p1', inner) + users('after') + end() + flows('s > p1 > after > e'));
  assert.deepEqual(those(done(instance, 'a'), 'cancelTimer').map(({ node }) => node), ['es1']);
  assert.equal(instance.state.tokens.length, 1);
});

test('a sub-process is over when all its tokens are', async () => {
  const inner = start('is') + users('a', 'b') + end('ie') + flows('is > a > ie', 'is > b > ie');
  const instance = await startOf(start() + sub('p1', inner) + users('after') + end() + flows('s > p1 > after > e'));
  done(instance, 'a');
  assert.deepEqual(places(instance), ['b', 'p1']);
  done(instance, 'b');
  assert.deepEqual(places(instance), ['after']);
});

test('the clock stands still while an activity with a basis is open, however it closes', async () => {
  const basis = extension('<yiwang:pausesClock basis="行政许可法第四十五条"/>');
  const body = start() + user('u', basis) + users('late') + boundary('t', 'u', timer()) + end() + flows('s > u > e', 't > late > e');
  const first = await startOf(body);
  assert.deepEqual(those(first.effects, 'pauseClock'), [{ type: 'pauseClock', token: 1, node: 'u', basis: '行政许可法第四十五条' }]);
  assert.deepEqual(those(done(first, 'u'), 'resumeClock').map(({ token }) => token), [1]);
  const second = await startOf(body);
  assert.deepEqual(those(happen(second, 't'), 'resumeClock').map(({ token }) => token), [1]);
});

test('an exclusive loop through a service runs as often as the data say', async () => {
  const instance = await startOf(
    start() + gateway('exclusive', 'm') + service('try') + gateway('exclusive', 'g', 'g_e') + end() + flows('s > m > try > g > e') + flow('g', 'm', 'tries < 3'),
    { tries: 0 },
  );
  for (let tries = 1; tries <= 3; tries += 1) served(instance, 'try', { tries });
  assert.ok(instance.state.outcome);
  assert.equal(instance.log.filter((effect) => effect.type === 'runService').length, 3);
});
