import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBpmn } from '../read/read-bpmn.ts';
import {
  boundary, caught, compensate, drawing, end, error, escalation, eventSub, flow, flows, gateway, link, message, roots, service, start, sub, terminate, thrown, timer, users,
} from '../testing/drawing.ts';

/** What is found in the content of a process: `code element`, sorted, without the reminder that nobody is named as candidate. */
async function found(body: string, severity: 'error' | 'warning' = 'error'): Promise<readonly string[]> {
  const result = await readBpmn(drawing(body, roots));
  const problems = result.graph ? result.warnings : result.problems;
  return problems.filter((one) => one.severity === severity && one.code !== 'userTask.candidates').map(({ code, element }) => `${code} ${element}`).toSorted();
}

test('every node is reached, leads somewhere, and can come to an end', async () => {
  assert.deepEqual(await found(start() + users('a', 'b') + end() + flows('s > a > e', 'b > e')), ['path.unreachable b']);
  assert.deepEqual(await found(start() + users('a') + flows('s > a')), ['path.deadEnd a']);
  const endless = start() + users('a', 'b') + gateway('exclusive', 'm') + end() + flows('s > a', 'm > b > m');
  assert.deepEqual(await found(endless + flow('a', 'm') + flow('a', 'e')), ['path.endless b', 'path.endless m']);
  assert.deepEqual(await found(users('a') + end() + flows('a > e')), ['path.unreachable a', 'path.unreachable e', 'start.none process']);
});

test('a loop in which nothing waits is refused', async () => {
  const loop = (inner: string) => start() + gateway('exclusive', 'm') + gateway('exclusive', 'g', 'g_e') + inner + end() + flows('s > m > x > g > e') + flow('g', 'm', 'again');
  const script = '<scriptTask id="x" name="x" yiwang:result="n"><script>n + 1</script></scriptTask>';
  assert.deepEqual((await found(loop(script))).map((one) => one.split(' ')[0]), ['path.spinning']);
  const empty = sub('x', start('is') + end('ie') + flows('is > ie'));
  assert.deepEqual((await found(loop(empty))).map((one) => one.split(' ')[0]), ['path.spinning']);
  assert.deepEqual(await found(loop(service('x'))), []);
});

test('gateways know which way to go, and only they choose', async () => {
  const chosen = (kind: 'exclusive' | 'inclusive', branches: string, preset?: string) =>
    found(start() + users('a', 'b') + gateway(kind, 'g', preset) + end() + flows('s > g', 'a > e', 'b > e') + branches);
  for (const kind of ['exclusive', 'inclusive'] as const) {
    assert.deepEqual(await chosen(kind, flow('g', 'a', 'x') + flow('g', 'b', 'y')), ['default.missing g']);
    assert.deepEqual(await chosen(kind, flow('g', 'a', 'x') + flow('g', 'b')), ['flow.condition g_b']);
    assert.deepEqual(await chosen(kind, flow('g', 'a', 'x') + flow('g', 'b', 'y'), 'g_b'), ['default.condition g_b']);
    assert.deepEqual(await chosen(kind, flow('g', 'a', 'x') + flow('g', 'b'), 'g_b'), []);
  }
  for (const kind of ['exclusive', 'inclusive'] as const) {
    assert.deepEqual(await chosen(kind, flow('g', 'a', 'x') + flow('g', 'b'), 'a_e'), ['default.elsewhere g', 'flow.condition g_b']);
    assert.ok((await chosen(kind, flow('g', 'a', 'x') + flow('g', 'b'), 'a')).includes('default.elsewhere g'), 'a node is no flow');
  }
  assert.deepEqual(await found(start() + users('a') + end() + flows('s > a') + flow('a', 'e', 'x')), ['condition.elsewhere a_e']);
  const many = Array.from({ length: 31 }, (_, index) => `t${index}`);
  assert.deepEqual(await found(start() + gateway('parallel', 'f') + users(...many) + end() + flows('s > f', ...many.map((id) => `f > ${id} > e`))), ['flows.many e', 'flows.many f']);
});

test('an event-based gateway is followed by events alone', async () => {
  const body = start() + gateway('eventBased', 'g') + caught('m', message()) + end();
  assert.deepEqual(await found(body + flows('s > g > m > e')), ['eventBased.few g']);
  assert.deepEqual(await found(body + users('a') + flows('s > g > m > e', 'g > a > e')), ['eventBased.target g']);
  assert.deepEqual(await found(body + caught('t', timer()) + users('a') + flows('s > a > t > e', 's > g > m > e', 'g > t')), ['eventBased.in t']);
});

const split = (from: 'exclusive' | 'inclusive' | 'parallel', to: 'exclusive' | 'inclusive' | 'parallel') =>
  start() + users('a', 'b') + gateway(from, 'g', from === 'parallel' ? undefined : 'g_b') + gateway(to, 'j') + end() +
  flows('s > g > b > j > e', 'a > j') + flow('g', 'a', from === 'parallel' ? undefined : 'x');

test('a parallel join behind a choice is a deadlock; matching pairs and inclusive joins are not', async () => {
  assert.deepEqual(await found(split('exclusive', 'parallel')), ['join.deadlock j']);
  assert.deepEqual(await found(split('inclusive', 'parallel')), ['join.deadlock j']);
  assert.deepEqual(await found(split('parallel', 'parallel')), []);
  for (const from of ['exclusive', 'inclusive', 'parallel'] as const) assert.deepEqual(await found(split(from, 'inclusive')), []);
  assert.deepEqual(await found(split('exclusive', 'exclusive')), []);
});

test('a branch that may leave its parallel block is a deadlock unless it ends the whole process', async () => {
  const body = (last: string) =>
    start() + users('a', 'b') + gateway('parallel', 'f') + gateway('exclusive', 'x', 'x_j') + gateway('parallel', 'j') + end() + last + flows('s > f > a > x > j > e', 'f > b > j') + flow('x', 'out', 'no');
  assert.deepEqual(await found(body(end('out'))), ['join.deadlock j']);
  assert.deepEqual(await found(body(end('out', terminate))), []);
});

test('a boundary event that leads past a join is a deadlock', async () => {
  const body = start() + users('a', 'b') + gateway('parallel', 'f') + gateway('parallel', 'j') + boundary('t', 'a', timer()) + end() + end('out') + flows('s > f > a > j > e', 'f > b > j', 't > out');
  assert.deepEqual(await found(body), ['join.deadlock j']);
});

test('a side branch is judged by itself, and must not run into a parallel join of the main line', async () => {
  const body = (to: 'parallel' | 'inclusive') =>
    start() + users('a', 'b', 'r') + gateway('parallel', 'f') + gateway(to, 'j') + boundary('t', 'a', timer(), false) + end() + flows('s > f > a > j > e', 'f > b > j', 't > r > j');
  assert.deepEqual(await found(body('parallel')), ['join.deadlock j']);
  assert.deepEqual(await found(body('inclusive')), []);
});

test('deadlocks are found inside sub-processes, loops and nested blocks', async () => {
  const inner = start('is') + users('a', 'b') + gateway('exclusive', 'g', 'g_b') + gateway('parallel', 'j') + end('ie') + flows('is > g > b > j > ie', 'a > j') + flow('g', 'a', 'x');
  assert.deepEqual(await found(start() + sub('p1', inner) + end() + flows('s > p1 > e')), ['join.deadlock j']);
  const nested =
    start() + users('a', 'b', 'c') + gateway('parallel', 'f1') + gateway('parallel', 'f2') + gateway('parallel', 'j1') + gateway('parallel', 'j2') + end() +
    flows('s > f1 > a > j1 > e', 'f1 > f2 > b > j2 > j1', 'f2 > c > j2');
  assert.deepEqual(await found(nested), []);
});

test('twenty parallel branches of choices are judged in time', async () => {
  const branches = Array.from({ length: 20 }, (_, index) => index);
  const body = branches.map((at) => gateway('exclusive', `x${at}`, `x${at}_b${at}`) + users(`a${at}`, `b${at}`) + gateway('exclusive', `m${at}`) + flow(`x${at}`, `a${at}`, 'y') + flows(`f > x${at} > b${at} > m${at} > j`, `a${at} > m${at}`));
  assert.deepEqual(await found(start() + gateway('parallel', 'f') + gateway('parallel', 'j') + end() + flows('s > f', 'j > e') + body.join('')), []);
});

test('parallel branches that meet without a join are pointed out, since what follows is done twice', async () => {
  assert.deepEqual(await found(start() + users('a', 'b', 'c') + gateway('parallel', 'f') + end() + flows('s > f > a > c > e', 'f > b > c'), 'warning'), ['merge.parallel c']);
  assert.deepEqual(await found(split('exclusive', 'exclusive'), 'warning'), []);
  const either = start() + users('a', 'b', 'c') + gateway('inclusive', 'g', 'g_b') + end() + flows('s > g > b > c > e', 'a > c') + flow('g', 'a', 'x');
  assert.deepEqual(await found(either, 'warning'), [], 'a default branch is taken alone');
  const reminder = start() + users('a', 'c') + boundary('t', 'a', timer(), false) + end() + flows('s > a > c > e', 't > c');
  assert.deepEqual(await found(reminder, 'warning'), ['merge.parallel c']);
});

test('boundary events stand on activities in which they can happen', async () => {
  const on = (host: string, definition: string, extra = '') => found(start() + users('u', 'z') + service('x') + boundary('b', host, definition) + end() + flows('s > u > x > e', 'b > z > e') + extra);
  assert.deepEqual(await on('u', timer()), []);
  assert.deepEqual(await on('u', error), ['boundary.host b']);
  assert.deepEqual(await on('x', error), []);
  assert.deepEqual(await on('x', escalation), ['boundary.host b']);
  assert.deepEqual(await on('s', timer()), ['boundary.host b']);
  assert.deepEqual(await on('x', error, boundary('b2', 'x', error) + flows('b2 > z')), ['event.sameCode b2']);
  assert.deepEqual(await found(start() + service('x') + boundary('b', 'x', error, false) + end() + flows('s > x > e', 'b > e')), ['boundary.error b']);
  assert.deepEqual(await found(start() + service('x') + boundary('b', 'x', timer()) + end() + flows('s > x > e')), ['path.deadEnd b']);
  assert.deepEqual(await found(start() + service('x') + boundary('b', 'x', timer()) + end() + flows('s > x > e', 'b > e', 'x > b')), ['boundary.in b']);
});

test('compensation needs a handler outside the flow', async () => {
  const handler = '<serviceTask id="undo" name="undo" isForCompensation="true" yiwang:handler="undo"/>';
  const association = '<association id="as" sourceRef="b" targetRef="undo"/>';
  const body = start() + service('x') + boundary('b', 'x', compensate) + end() + flows('s > x > e');
  assert.deepEqual(await found(body + handler + association), []);
  assert.deepEqual(await found(body), ['boundary.compensation b']);
  assert.deepEqual(await found(body + handler), ['boundary.compensation b', 'compensation.alone undo']);
  assert.deepEqual(await found(body + handler + association + flows('undo > e')), ['compensation.flows undo']);
  assert.deepEqual(await found(start() + service('x') + thrown('t', '<compensateEventDefinition activityRef="x"/>') + end() + flows('s > x > t > e')), ['compensate.target t']);
});

test('event sub-processes begin with one event and stand outside the flow', async () => {
  const body = (begin: string, more = '') => start() + users('a') + end() + flows('s > a > e') + eventSub('es', begin + users('h') + end('ee') + flows('b > h > ee')) + more;
  assert.deepEqual(await found(body(start('b', message()))), []);
  assert.deepEqual(await found(body(start('b'))), ['event.position b']);
  assert.deepEqual(await found(body(`<startEvent id="b" isInterrupting="false">${error}</startEvent>`)), ['eventSubProcess.error b']);
  assert.deepEqual(await found(body(start('b', message()), flows('a > es'))), ['eventSubProcess.flows es']);
  assert.ok((await found(body(start('b', message()) + start('b2', timer()) + flows('b2 > h')))).includes('subProcess.start es'));
  const twice = eventSub('et', start('c', error) + end('ce') + flows('c > ce'));
  assert.deepEqual(await found(body(start('b', error), twice)), ['event.sameCode c']);
});

test('starts and ends are at the ends; links have one other side', async () => {
  assert.deepEqual(await found(start() + start('s2') + users('a') + end() + flows('s > a > e', 's2 > a')), ['start.many process']);
  assert.deepEqual(await found(start() + users('a') + end() + flows('s > a > e', 'a > s', 'e > a')), ['end.out e', 'start.in s']);
  const links = start() + thrown('t', link('甲')) + caught('c', link('甲')) + caught('d', link('甲')) + end() + flows('s > t', 'c > e', 'd > e');
  assert.deepEqual(await found(links), ['link.twice c', 'link.twice d', 'path.unreachable d']);
});
