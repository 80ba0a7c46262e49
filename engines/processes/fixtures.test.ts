import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../kernel/errors.ts';
import type { Vars } from './graph.ts';
import { readBpmn } from './read/read-bpmn.ts';
import { step } from './step/step.ts';
import { at, done, graphOf, happen, now, places, send, served, startGraph, those, type Instance } from './testing/instance.ts';

const files = ['food-licence', 'site-inspection', 'rectification', 'countersign', 'restaurant-bundle'];

const graphOfFile = async (name: string) => graphOf(await readFile(new URL(`fixtures/${name}.bpmn`, import.meta.url), 'utf8'));
const open = async (name: string, vars: Vars): Promise<Instance> => startGraph(await graphOfFile(name), vars);

const applicant = { name: '某餐饮店', uscc: '91411200MA00000072', phone: '13800000000' };
const application = { case: { number: 'SMX-1', unit: '市场监管局' }, applicant, business: '餐饮服务', area: 80 };

test('food licence: supplemented, inspected, reviewed, returned, decided and issued', async () => {
  const instance = await open('food-licence', application);
  assert.deepEqual(those(instance.effects, 'openTask')[0]?.candidates, [{ role: '受理岗', unit: '市场监管局' }]);
  const asked = done(instance, 'acceptance', { acceptance: '补正' });
  assert.deepEqual(asked.map(({ type }) => type).filter((type) => ['pauseClock', 'subscribe', 'startTimer'].includes(type)), ['pauseClock', 'subscribe', 'startTimer', 'startTimer']);
  assert.deepEqual(those(happen(instance, 'supplementReminder'), 'runService')[0]?.inputs, { template: 'supplement-reminder', to: applicant.phone });
  served(instance, 'remind');
  assert.equal(those(happen(instance, 'supplement'), 'resumeClock').length, 1);
  done(instance, 'acceptance', { acceptance: '受理' });
  assert.deepEqual(places(instance), ['credit', 'inspection']);
  served(instance, 'credit', { level: 'A' });
  assert.deepEqual(places(instance), ['inspection', 'joined']);
  done(instance, 'inspection');
  done(instance, 'review');
  send(instance, { type: 'returnTo', token: at(instance, 'decision').id, to: 'review', thenBack: true });
  done(instance, 'review');
  assert.deepEqual(places(instance), ['decision']);
  done(instance, 'decision', { decision: '准予' });
  send(instance, { type: 'failService', token: at(instance, 'issue').id, code: 'licence.refused', text: '经营场所与登记不符' });
  done(instance, 'correct');
  served(instance, 'issue', { number: 'L-1' });
  served(instance, 'notify');
  assert.deepEqual(instance.state.outcome, { kind: 'completed' });
  assert.deepEqual(instance.state.vars['licence'], { number: 'L-1' });
});

test('food licence: what is not supplemented in time lapses', async () => {
  const instance = await open('food-licence', application);
  done(instance, 'acceptance', { acceptance: '补正' });
  happen(instance, 'supplementOverdue');
  assert.equal(instance.log.findLast((effect) => effect.type === 'passed')?.node, 'lapsed');
  assert.ok(instance.state.outcome);
});

test('food licence: the applicant withdraws at any time', async () => {
  const instance = await open('food-licence', application);
  done(instance, 'acceptance', { acceptance: '受理' });
  happen(instance, 'withdrawn');
  assert.deepEqual(places(instance), ['confirmWithdrawal', 'withdrawal']);
  assert.equal(those(instance.effects, 'cancelService').length, 1);
  done(instance, 'confirmWithdrawal');
  assert.ok(instance.state.outcome);
});

test('a running instance of the food licence takes less than 2 KB', async () => {
  const instance = await open('food-licence', application);
  done(instance, 'acceptance', { acceptance: '补正' });
  assert.ok(JSON.stringify(instance.state).length < 2048);
  happen(instance, 'supplement');
  done(instance, 'acceptance', { acceptance: '受理' });
  assert.ok(JSON.stringify(instance.state).length < 2048);
});

test('site inspection: every site is visited by its inspector, hazards are handled beside it, findings decide', async () => {
  const instance = await open('site-inspection', { sites: [{ name: '后厨', inspector: '甲' }, { name: '仓库', inspector: '乙' }] });
  const opened = done(instance, 'plan');
  assert.equal(those(opened, 'pauseClock').length, 1);
  assert.deepEqual(those(opened, 'openTask').map(({ candidates }) => candidates), [[{ person: '甲' }], [{ person: '乙' }]]);
  done(instance, 'record', { passed: true, hazard: true });
  assert.ok(places(instance).includes('handleHazard'));
  const last = done(instance, 'record', { passed: false, hazard: false });
  assert.equal(those(last, 'resumeClock').length, 1);
  assert.deepEqual(instance.state.vars['findings'], [{ site: '后厨', passed: true }, { site: '仓库', passed: false }]);
  assert.equal(instance.state.vars['inspectionPassed'], false);
  done(instance, 'handleHazard');
  assert.ok(instance.state.outcome);
});

test('rectification: the clock stands still until it is done or overdue; an extension is answered meanwhile', async () => {
  const instance = await open('rectification', { order: '整改-1' });
  const effects = done(instance, 'order', { days: 15, remark: '不留存' });
  assert.deepEqual(those(effects, 'startTimer').map(({ value, calendar }) => [value, calendar]), [['P15D', 'working']]);
  assert.equal(instance.state.vars['remark'], undefined);
  happen(instance, 'extensionAsked');
  happen(instance, 'rectified');
  assert.ok(places(instance).includes('rectifying'), 'the answer to the extension is still open');
  assert.equal(those(done(instance, 'answerExtension'), 'resumeClock').length, 1);
  done(instance, 'recheck', { passed: false });
  happen(instance, 'expired');
  assert.deepEqual(places(instance), ['penalty']);
});

test('countersign: two thirds suffice, one objection is coordinated, silence counts as consent, leaders sign in turn', async () => {
  const vars = { bureaus: ['消防', '城管', '环保'], leaders: ['副局长', '局长'] };
  const instance = await open('countersign', vars);
  done(instance, 'draft');
  done(instance, 'opinions', { agrees: false, text: '距离居民楼过近' });
  assert.deepEqual(places(instance), ['coordinate']);
  done(instance, 'coordinate');
  done(instance, 'opinions', { agrees: true, text: '同意' });
  done(instance, 'opinions', { agrees: true, text: '同意' });
  assert.deepEqual(those(instance.effects, 'openTask')[0]?.candidates, [{ person: '副局长' }]);
  done(instance, 'chairs');
  done(instance, 'chairs');
  assert.ok(instance.state.outcome);
  const silent = await open('countersign', vars);
  done(silent, 'draft');
  happen(silent, 'silence');
  assert.equal(places(silent).includes('chairs'), true);
});

test('a bundle: both items run as their own processes; when one is refused the fee is paid back', async () => {
  const instance = await open('restaurant-bundle', { applicant });
  served(instance, 'pay', { number: 'P-1' });
  assert.deepEqual(those(instance.effects, 'callProcess').map(({ process, inputs }) => [process, inputs]), [['food-licence', { applicant }], ['signboard', { applicant }]]);
  send(instance, { type: 'calledFinished', token: at(instance, 'food').id, outcome: { kind: 'completed' }, vars: { licence: { number: 'L-1' } } });
  assert.deepEqual(instance.state.vars['foodLicence'], { number: 'L-1' });
  const effects = send(instance, { type: 'calledFinished', token: at(instance, 'signboard').id, outcome: { kind: 'failed', code: 'refused' } });
  assert.deepEqual(those(effects, 'runService').map(({ handler, inputs }) => [handler, inputs]), [['payments.refund', { payment: 'P-1' }]]);
  served(instance, 'refund');
  assert.deepEqual(instance.state.outcome, { kind: 'completed' });
});

test('the files name everything people need: no warnings', async () => {
  for (const name of files) {
    const result = await readBpmn(await readFile(new URL(`fixtures/${name}.bpmn`, import.meta.url), 'utf8'));
    assert.ok(result.graph);
    assert.deepEqual(result.warnings, []);
  }
});

/** Cuts a piece out and puts another in, or gives an attribute the value of another, or none. */
type Damage = { readonly at: number; readonly length: number; readonly put: string } | { readonly attribute: number; readonly from: number | null };
const anyDamage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ at: fc.nat(9_999), length: fc.nat(60), put: fc.constantFrom('', '<', '"', '&', '</process>', 'id="split"', '\u0000', '<subProcess>') }),
  fc.record({ attribute: fc.nat(500), from: fc.option(fc.nat(500)) }),
);

function damage(text: string, one: Damage): string {
  if ('at' in one) return text.slice(0, one.at) + one.put + text.slice(one.at + one.length);
  const attributes = [...text.matchAll(/ [\w:]+="([^"]*)"/g)];
  const chosen = attributes[one.attribute % Math.max(1, attributes.length)];
  if (!chosen) return text;
  const other = one.from === null ? undefined : attributes[one.from % attributes.length]?.[1];
  const put = other === undefined ? '' : chosen[0].replace(/"[^"]*"/, () => `"${other}"`);
  return text.slice(0, chosen.index) + put + text.slice(chosen.index + chosen[0].length);
}

test('a damaged file is answered with problems, or runs; it never crashes', async () => {
  const texts = await Promise.all(files.map((name) => readFile(new URL(`fixtures/${name}.bpmn`, import.meta.url), 'utf8')));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), fc.array(anyDamage, { minLength: 1, maxLength: 3 }), async (text, damages) => {
      const result = await readBpmn(damages.reduce(damage, text));
      if (!result.graph) return assert.ok(result.problems.every((problem) => problem.text.includes('：')));
      try {
        startGraph(result.graph, { ...application, bureaus: ['甲'], leaders: ['乙'], sites: [], order: '丙' });
      } catch (error) {
        assert.ok(error instanceof AppError && error.code.startsWith('process-engine.'), String(error));
      }
    }),
    { numRuns: 150 },
  );
});

test('a stored graph runs as the fresh one does', async () => {
  const graph = await graphOfFile('food-licence');
  const stored = JSON.parse(JSON.stringify(graph));
  const event = { type: 'start', vars: application } as const;
  assert.deepEqual(step(graph, null, event, { now }), step(stored, null, event, { now }));
});
