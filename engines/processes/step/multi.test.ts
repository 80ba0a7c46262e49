import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, end, extension, flows, multi, start, sub, timer, times, until, user, users } from '../testing/drawing.ts';
import { at, done, happen, places, send, served, startOf, those } from '../testing/instance.ts';

const over = (inner: string, extra = '') => start() + user('u', inner, extra) + users('z') + end() + flows('s > u > z > e');
const voters = 'yiwang:collection="voters" yiwang:element="voter"';
const collected = `${voters} yiwang:outputCollection="opinions" yiwang:outputElement="{voter: voter, agrees: agrees}"`;

test('a parallel multi-instance task opens one task for each item', async () => {
  const instance = await startOf(over(multi(voters)), { voters: ['甲', '乙', '丙'] });
  assert.deepEqual(those(instance.effects, 'openTask').map(({ item, index }) => [item, index]), [['甲', 0], ['乙', 1], ['丙', 2]]);
  send(instance, { type: 'completeTask', token: at(instance, 'u', 1).id });
  send(instance, { type: 'completeTask', token: at(instance, 'u', 1).id });
  assert.equal(places(instance).length, 2);
  done(instance, 'u');
  assert.deepEqual(places(instance), ['z']);
});

test('a sequential multi-instance task opens the next task when one is completed', async () => {
  const instance = await startOf(over(multi(`isSequential="true" ${voters}`)), { voters: ['甲', '乙'] });
  assert.deepEqual(those(instance.effects, 'openTask').map(({ item }) => item), ['甲']);
  assert.deepEqual(those(done(instance, 'u'), 'openTask').map(({ item }) => item), ['乙']);
  done(instance, 'u');
  assert.deepEqual(places(instance), ['z']);
});

test('a number of times is enough, and none skips the task', async () => {
  const instance = await startOf(over(multi('', times('n'))), { n: 2 });
  assert.equal(those(instance.effects, 'openTask').length, 2);
  assert.deepEqual(places(await startOf(over(multi('', times('n'))), { n: 0 })), ['z']);
  assert.deepEqual(places(await startOf(over(multi(voters)), { voters: [] })), ['z']);
});

test('a completion condition that holds ends the remaining instances', async () => {
  const condition = until('numberOfCompletedInstances / numberOfInstances >= 0.5 and numberOfActiveInstances = 2');
  const instance = await startOf(over(multi(voters, condition)), { voters: ['甲', '乙', '丙', '丁'] });
  done(instance, 'u');
  assert.equal(places(instance).filter((place) => place === 'u').length, 4, 'the whole and three instances');
  const effects = done(instance, 'u');
  assert.deepEqual(places(instance), ['z']);
  assert.deepEqual(those(effects, 'closeTask').map(({ reason }) => reason), ['completed', 'enough', 'enough']);
});

test('results are collected in the order of the items, not of completion', async () => {
  const instance = await startOf(over(multi(collected)), { voters: ['甲', '乙', '丙'] });
  send(instance, { type: 'completeTask', token: at(instance, 'u', 2).id, vars: { agrees: true } });
  send(instance, { type: 'completeTask', token: at(instance, 'u', 0).id, vars: { agrees: false } });
  send(instance, { type: 'completeTask', token: at(instance, 'u', 0).id, vars: { agrees: true } });
  assert.deepEqual(instance.state.vars['opinions'], [
    { voter: '甲', agrees: false },
    { voter: '乙', agrees: true },
    { voter: '丙', agrees: true },
  ]);
  assert.equal(instance.state.vars['agrees'], undefined, 'single answers do not leak');
});

test('a completion condition may look at the results so far', async () => {
  const instance = await startOf(over(multi(collected, until('count(opinions[agrees = false]) > 0'))), { voters: ['甲', '乙', '丙'] });
  done(instance, 'u', { agrees: true });
  assert.ok(places(instance).includes('u'));
  done(instance, 'u', { agrees: false });
  assert.deepEqual(places(instance), ['z']);
  assert.equal((instance.state.vars['opinions'] as unknown[]).length, 2);
});

test('the collection is taken once: changing the variable does not change the instances', async () => {
  const instance = await startOf(over(multi(`isSequential="true" ${voters}`)), { voters: ['甲', '乙'] });
  done(instance, 'u', { voters: ['丙'] });
  assert.deepEqual(those(instance.effects, 'openTask').map(({ item }) => item), ['乙']);
});

test('a boundary timer stands on the activity as a whole', async () => {
  const instance = await startOf(over(multi(voters)) + boundary('t', 'u', timer()) + users('late') + flows('t > late > e'), { voters: ['甲', '乙'] });
  assert.equal(those(instance.effects, 'startTimer').length, 1);
  happen(instance, 't');
  assert.deepEqual(places(instance), ['late']);
  assert.equal(those(instance.effects, 'closeTask').length, 2);
});

test('a multi-instance sub-process runs whole for each item, with variables of its own', async () => {
  const inner = start('is') + users('check') + end('ie') + flows('is > check > ie');
  const loop = multi('yiwang:collection="sites" yiwang:element="site" yiwang:outputCollection="reports" yiwang:outputElement="site + note"');
  const mapped = extension('<yiwang:input name="note" value="= &quot;未查&quot;"/>');
  const instance = await startOf(start() + sub('p1', inner, mapped + loop) + users('z') + end() + flows('s > p1 > z > e'), { sites: ['东', '西'] });
  assert.deepEqual(places(instance).filter((place) => place === 'check').length, 2);
  send(instance, { type: 'completeTask', token: at(instance, 'check', 1).id, vars: { note: '合格' } });
  send(instance, { type: 'completeTask', token: at(instance, 'check', 0).id });
  assert.deepEqual(instance.state.vars['reports'], ['东未查', '西合格']);
  assert.equal(instance.state.vars['note'], undefined);
});

test('a list that is none, or is too long, waits as an incident until it is put right', async () => {
  const instance = await startOf(over(multi(voters)), { voters: '甲' });
  assert.deepEqual(places(instance), ['u']);
  const [incident] = those(instance.effects, 'incident');
  assert.match(incident?.text ?? '', /没有得出列表/);
  const long = await startOf(over(multi(voters)), { voters: Array.from({ length: 501 }, () => '甲') });
  assert.match(those(long.effects, 'incident')[0]?.text ?? '', /超过 500/);
});

test('answers of services are collected under their result variable', async () => {
  const loop = multi('yiwang:collection="items" yiwang:element="item" yiwang:outputCollection="grades" yiwang:outputElement="answer.grade"');
  const task = `<serviceTask id="x" name="x" yiwang:handler="grade" yiwang:result="answer">${loop}</serviceTask>`;
  const instance = await startOf(start() + task + users('z') + end() + flows('s > x > z > e'), { items: ['甲', '乙'] });
  for (const grade of ['A', 'B']) served(instance, 'x', { grade });
  assert.deepEqual(instance.state.vars, { items: ['甲', '乙'], grades: ['A', 'B'] });
});

test('candidates of an instance may be its item', async () => {
  const who = extension('<yiwang:candidates person="= voter" role="会签人员"/>');
  const instance = await startOf(start() + user('u', who + multi(voters)) + end() + flows('s > u > e'), { voters: ['甲'] });
  assert.deepEqual(those(instance.effects, 'openTask')[0]?.candidates, [{ role: '会签人员', person: '甲' }]);
});
