import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, drawing, end, error, escalation, extension, flow, flows, gateway, message, service, start, sub, user, users } from '../testing/drawing.ts';
import { at, done, graphOf, happen, places, send, served, startOf, those } from '../testing/instance.ts';
import { step } from './step.ts';

test('a service runs by its handler with mapped input, and its answer becomes variables', async () => {
  const io = extension('<yiwang:input name="number" value="= applicant.uscc"/><yiwang:input name="register" value="食品经营"/>');
  const instance = await startOf(start() + service('x', io, 'registers.find') + users('a') + end() + flows('s > x > a > e'), { applicant: { uscc: '91411200MA00000072' } });
  assert.deepEqual(those(instance.effects, 'runService'), [
    { type: 'runService', token: 1, node: 'x', kind: 'service', handler: 'registers.find', inputs: { number: '91411200MA00000072', register: '食品经营' }, retries: 0 },
  ]);
  served(instance, 'x', { found: true });
  assert.equal(instance.state.vars['found'], true);
});

test('with an output mapping only what it names becomes a variable', async () => {
  const io = extension('<yiwang:output name="passed" value="= score >= 60"/>');
  const instance = await startOf(start() + user('u', io) + users('a') + end() + flows('s > u > a > e'));
  done(instance, 'u', { score: 75, note: '不留存' });
  assert.deepEqual(instance.state.vars, { passed: true });
});

test('a decision puts its whole answer into its result variable', async () => {
  const task = '<businessRuleTask id="r" name="判定" yiwang:decision="risk" yiwang:result="risk"/>';
  const instance = await startOf(start() + task + users('a') + end() + flows('s > r > a > e'));
  assert.equal(those(instance.effects, 'runService')[0]?.kind, 'rule');
  served(instance, 'r', { level: '低' });
  assert.deepEqual(instance.state.vars, { risk: { level: '低' } });
});

test('a script computes its result at once', async () => {
  const script = '<scriptTask id="x" name="算费" scriptFormat="feel" yiwang:result="fee"><script>amount * 2</script></scriptTask>';
  const instance = await startOf(start() + script + users('a') + end() + flows('s > x > a > e'), { amount: 21 });
  assert.deepEqual(places(instance), ['a']);
  assert.equal(instance.state.vars['fee'], 42);
});

test('a step whose rule for automatic handling holds is passed without a person, and says so', async () => {
  const instance = await startOf(start() + users('a') + user('x', '', 'yiwang:automatic="amount &lt; 100"') + users('z') + end() + flows('s > a > x > z > e'));
  const effects = done(instance, 'a', { amount: 50 });
  assert.deepEqual(places(instance), ['z']);
  assert.deepEqual(effects.map(({ type }) => type), ['closeTask', 'left', 'entered', 'automatic', 'left', 'entered', 'openTask']);
  assert.deepEqual(instance.state.past.map(({ at: node }) => node), ['a'], 'nobody can be returned to there');
  const other = await startOf(start() + user('x', '', 'yiwang:automatic="amount &lt; 100"') + end() + flows('s > x > e'), { amount: 500 });
  assert.deepEqual(places(other), ['x']);
});

test('a loop that never comes to wait is stopped, and so is work without end', async () => {
  const spinning = start() + users('a') + gateway('exclusive', 'm') + user('x', '', 'yiwang:automatic="true"') + gateway('exclusive', 'g', 'g_e') + end() + flows('s > a > m > x > g > e') + flow('g', 'm', 'again');
  const instance = await startOf(spinning);
  assert.throws(() => done(instance, 'a', { again: true }), { code: 'process-engine.runaway' });
  done(instance, 'a', { again: false });
  assert.ok(instance.state.outcome);
  const flooded = await startOf(start() + users('a') + service('x') + boundary('b', 'a', message(), false) + end() + flows('s > a > e', 'b > x > e'));
  const { id, ...copy } = at(flooded, 'a');
  const crowd = Array.from({ length: 3_000 }, (_, more) => ({ ...copy, id: id + 10 + more }));
  flooded.state = { ...flooded.state, next: 4_000, tokens: [...flooded.state.tokens, ...crowd] };
  assert.throws(() => happen(flooded, 'b'), { code: 'process-engine.crowded' });
});

test('manual and send and receive tasks wait for a person, a service and a message', async () => {
  const instance = await startOf(
    start() + '<manualTask id="m" name="送达"/><sendTask id="x" name="通知" yiwang:handler="notices.send"/><receiveTask id="r" name="回执" messageRef="M" yiwang:correlationKey="n"/>' + end() + flows('s > m > x > r > e'),
    { n: 7 },
  );
  assert.deepEqual(those(done(instance, 'm'), 'runService').map(({ kind }) => kind), ['send']);
  assert.deepEqual(those(served(instance, 'x'), 'subscribe').map(({ key }) => key), ['7']);
  happen(instance, 'r');
  assert.ok(instance.state.outcome);
});

const calling = (outer = '') =>
  start() +
  '<callActivity id="c" name="联办" calledElement="= kind"><extensionElements><yiwang:input name="number" value="= number"/><yiwang:output name="result" value="= answer"/></extensionElements></callActivity>' +
  users('a', 'fix') + end() + flows('s > c > a > e') + outer;

test('a call hands over mapped variables only, and takes back mapped ones only', async () => {
  const instance = await startOf(calling(flows('fix > e', 'b > fix') + boundary('b', 'c', error)), { kind: 'joint', number: 9, secret: 1 });
  assert.deepEqual(those(instance.effects, 'callProcess'), [{ type: 'callProcess', token: 1, node: 'c', process: 'joint', inputs: { number: 9 }, retries: 0 }]);
  send(instance, { type: 'calledFinished', token: 1, outcome: { kind: 'completed' }, vars: { answer: '同意', other: 1 } });
  assert.deepEqual(places(instance), ['a']);
  assert.deepEqual(instance.state.vars, { kind: 'joint', number: 9, secret: 1, result: '同意' });
});

test('a called process that fails is caught at the call, or waits as an incident', async () => {
  const caughtThere = await startOf(calling(flows('fix > e', 'b > fix') + boundary('b', 'c', error)), { kind: 'joint' });
  send(caughtThere, { type: 'calledFinished', token: 1, outcome: { kind: 'failed', code: 'E1' } });
  assert.deepEqual(places(caughtThere), ['fix']);
  const other = await startOf(calling(flows('fix > e', 'b > fix') + boundary('b', 'c', error)), { kind: 'joint' });
  send(other, { type: 'calledFinished', token: 1, outcome: { kind: 'terminated', reason: '撤销' } });
  assert.match(those(other.effects, 'incident')[0]?.text ?? '', /撤销/);
  assert.equal(those(send(other, { type: 'retry', token: 1 }), 'callProcess')[0]?.retries, 1);
});

test('an escalation of a called process is caught at the call', async () => {
  const instance = await startOf(calling(flows('fix > e', 'b > fix') + boundary('b', 'c', escalation, false)), { kind: 'joint' });
  send(instance, { type: 'calledEscalated', token: 1, code: 'X1' });
  assert.deepEqual(places(instance), ['c', 'fix']);
});

test('variables of a sub-process live and die with it, others go to the process', async () => {
  const io = extension('<yiwang:input name="local" value="= outer"/><yiwang:output name="kept" value="= local"/>');
  const inner = start('is') + users('a') + end('ie') + flows('is > a > ie');
  const instance = await startOf(start() + sub('p1', inner, io) + users('z') + end() + flows('s > p1 > z > e'), { outer: 1 });
  done(instance, 'a', { local: 2, fresh: 3 });
  assert.deepEqual(instance.state.vars, { outer: 1, fresh: 3, kept: 2 });
});

test("the caller's own names are seen by expressions and never stored", async () => {
  const graph = await graphOf(drawing(start() + users('a', 'b') + gateway('exclusive', 'g', 'g_b') + end() + flows('s > g > b > e', 'a > e') + flow('g', 'a', 'case.urgent')));
  const { state } = step(graph, null, { type: 'start' }, { now: new Date(0), scope: { case: { urgent: true } } });
  assert.deepEqual(state.tokens.map((token) => token.at), ['a']);
  assert.deepEqual(state.vars, {});
});

test('a technical failure waits as an incident, is retried, and a late answer still counts', async () => {
  const instance = await startOf(start() + service('x') + users('a') + end() + flows('s > x > a > e'));
  const { id } = at(instance, 'x');
  send(instance, { type: 'failService', token: id, text: '对方系统无响应' });
  assert.deepEqual(instance.state.tokens[0]?.incident, { code: 'service', text: '对方系统无响应' });
  const again = send(instance, { type: 'retry', token: id });
  assert.deepEqual(again.map(({ type }) => type), ['incidentOver', 'runService']);
  assert.equal(those(again, 'runService')[0]?.retries, 1);
  send(instance, { type: 'failService', token: id, text: '仍无响应' });
  assert.equal(those(served(instance, 'x'), 'incidentOver').length, 1);
  assert.deepEqual(places(instance), ['a']);
});

test('a business error nobody catches waits as an incident and can be retried', async () => {
  const instance = await startOf(start() + service('x') + end() + flows('s > x > e'));
  send(instance, { type: 'failService', token: 1, code: 'E9', text: '证照已注销', vars: { reason: '注销' } });
  assert.deepEqual(instance.state.tokens[0]?.incident, { code: 'E9', text: '证照已注销' });
  assert.equal(instance.state.vars['reason'], '注销');
});

test('a gateway where no way is open waits as an incident, and goes on when the data are put right', async () => {
  const instance = await startOf(start() + users('a', 'b') + gateway('inclusive', 'g', 'g_b') + end() + flows('s > a > g > b > e') + flow('g', 'e', 'x'));
  done(instance, 'a');
  assert.deepEqual(places(instance), ['b']);
  const bad = '<timerEventDefinition><timeDuration>= wait</timeDuration></timerEventDefinition>';
  const other = await startOf(start() + users('a', 'late') + user('u') + boundary('t', 'u', bad) + end() + flows('s > a > u > e', 't > late > e'));
  done(other, 'a', { wait: '五天' });
  assert.deepEqual(other.state.tokens.map((token) => [token.at, token.wait]), [['u', 'stuck']]);
  assert.equal(those(other.effects, 'openTask').length, 0, 'what was begun is taken back');
  assert.equal(those(other.effects, 'entered').length, 0);
  const moved = { ...other.state, vars: { wait: 'P5D' } };
  other.state = moved;
  send(other, { type: 'retry', token: at(other, 'u').id });
  assert.deepEqual(other.state.tokens.map((token) => [token.at, token.wait]), [['u', 'task'], ['t', 'timer']]);
});

test('what is not waiting, or waits for something else, is refused and the state stays', async () => {
  const instance = await startOf(start() + users('a') + service('x') + end() + flows('s > a > x > e'));
  const { id } = at(instance, 'a');
  assert.throws(() => send(instance, { type: 'completeService', token: id }), { code: 'process-engine.wrongEvent' });
  assert.throws(() => send(instance, { type: 'timerFired', token: 99 }), { code: 'process-engine.notWaiting' });
  done(instance, 'a');
  assert.throws(() => send(instance, { type: 'completeTask', token: id }), { code: 'process-engine.notWaiting', message: /已经办理/ });
  assert.throws(() => send(instance, { type: 'retry', token: at(instance, 'x').id }), { code: 'process-engine.wrongEvent' });
  assert.throws(() => send(instance, { type: 'start' }), { code: 'process-engine.alreadyStarted' });
  served(instance, 'x');
  assert.throws(() => send(instance, { type: 'terminate', reason: '' }), { code: 'process-engine.finished' });
});

test('the same step gives the same result', async () => {
  const body = start() + users('a') + service('x') + '<receiveTask id="r" name="回执" messageRef="M"/>' + gateway('parallel', 'f') + end() + flows('s > f > a > e', 'f > x > e', 'f > r > e') + boundary('b', 'a', message());
  const run = async () => {
    const instance = await startOf(body + flows('b > e'));
    happen(instance, 'r', { x: 1 });
    done(instance, 'a');
    return JSON.stringify([instance.state, instance.log]);
  };
  assert.equal(await run(), await run());
});
