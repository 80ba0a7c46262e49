import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, drawing, end, extension, flow, flows, gateway, message, multi, roots, service, start, thrown, timer, user, users } from '../testing/drawing.ts';
import { graphOf } from '../testing/instance.ts';
import { readBpmn } from './read-bpmn.ts';
import type { ReadOptions } from './reading.ts';

/** Codes of all errors, sorted. */
async function errorsOf(xml: string, options: ReadOptions = {}): Promise<readonly string[]> {
  const result = await readBpmn(xml, options);
  return result.graph ? [] : result.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code).toSorted();
}

const inProcess = (body: string): string => drawing(body, roots);
const plain = (task: string): string => inProcess(start() + task + end() + flows('s > x > e'));

test('a read graph is plain JSON that needs no drawing', async () => {
  const work = extension(
    '<yiwang:candidates role="审核岗" unit="= case.unit"/><yiwang:candidates permission="cases.review"/>' +
      '<yiwang:limit amount="3" unit="workingDay"/><yiwang:countersign mode="all" percent="60"/>',
  );
  const graph = await graphOf(plain(user('x', work, 'yiwang:formStep="review" yiwang:actions="returnTo transfer"')));
  assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph);
  const { work: read, ...node } = graph.nodes['x'] ?? {};
  assert.deepEqual(node, { id: 'x', kind: 'userTask', name: 'x', parent: null, in: ['s_x'], out: ['x_e'] });
  assert.equal(read?.formStep, 'review');
  assert.deepEqual(read?.limit, { amount: 3, unit: 'workingDay' });
  assert.deepEqual(read?.countersign, { mode: 'all', percent: 60 });
  assert.deepEqual(read?.actions, ['returnTo', 'transfer']);
  assert.deepEqual(read?.candidates?.map((entry) => Object.keys(entry)), [['role', 'unit'], ['permission']]);
});

test('everything wrong is listed at once, each with its element and a sentence in Chinese that names it', async () => {
  const result = await readBpmn(
    inProcess(
      start() + user('x') + service('y', '', '') + gateway('exclusive', 'g') + '<complexGateway id="c" name="复杂"/>' + end() +
        flows('s > x > g', 'y > c > e') + flow('g', 'y', 'amount >') + flow('g', 'e', 'a > 1'),
    ),
  );
  assert.ok(!result.graph);
  assert.deepEqual(result.problems.map(({ code, element }) => [code, element]).toSorted(), [
    ['default.missing', 'g'],
    ['element.unsupported', 'c'],
    ['expression.invalid', 'g_y'],
    ['handler.missing', 'y'],
    ['userTask.candidates', 'x'],
  ]);
  assert.equal(result.problems.find(({ code }) => code === 'handler.missing')?.text, '服务任务“y”：没有指定处理程序');
});

test('text that is no BPMN, too large, or has a document type is refused without being read', async () => {
  assert.deepEqual(await errorsOf(''), ['xml.unreadable']);
  assert.deepEqual(await errorsOf('你好'), ['xml.unreadable']);
  assert.deepEqual(await errorsOf('<a/>'), ['xml.unreadable']);
  assert.deepEqual(await errorsOf(`${inProcess(start())}<!-- ${'x'.repeat(2 * 1024 * 1024)} -->`), ['xml.size']);
  assert.deepEqual(await errorsOf(`${inProcess(start())}<!-- ${'汉'.repeat(800_000)} -->`), ['xml.size']);
  assert.deepEqual(await errorsOf(`<!DOCTYPE d [<!ENTITY a "b">]>${inProcess(start())}`), ['xml.doctype']);
  assert.deepEqual(await errorsOf('<a>'.repeat(70_000)), ['xml.tags']);
  const nested = '<subProcess>'.repeat(5_000);
  assert.ok((await errorsOf(inProcess(nested))).length > 0);
});

test('a process may have 1,000 elements and no more', async () => {
  const chain = (tasks: number) => {
    const ids = Array.from({ length: tasks }, (_, index) => `t${index}`);
    return inProcess(start() + users(...ids) + end() + flows(['s', ...ids, 'e'].join('>')));
  };
  assert.deepEqual(await errorsOf(chain(490)), []);
  assert.deepEqual(await errorsOf(chain(510)), ['process.size']);
});

test('ids are unique, well formed and no reserved words', async () => {
  assert.ok((await errorsOf(inProcess(start() + users('x', 'x') + end() + flows('s > x > e')))).includes('id.duplicate'));
  assert.ok((await errorsOf(inProcess(start() + users('1 x') + end()))).includes('id.illegal'));
  assert.ok((await errorsOf(inProcess(start() + users('constructor') + end() + flows('s > constructor > e')))).includes('id.illegal'));
  assert.ok((await errorsOf(inProcess(start() + '<userTask name="甲"/>' + end() + flows('s > e')))).includes('id.missing'));
});

test('there is exactly one executable process', async () => {
  const definitions = (inner: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D">${inner}</definitions>`;
  assert.deepEqual(await errorsOf(definitions('')), ['process.none']);
  assert.deepEqual(await errorsOf(definitions('<process id="a"/>')), ['process.executable']);
  assert.deepEqual(await errorsOf(definitions('<process id="a" isExecutable="true"/><process id="b" isExecutable="true"/>')), ['process.many']);
});

test('our own attributes are checked for spelling, others are passed over with a warning', async () => {
  assert.deepEqual(await errorsOf(plain(user('x', '', 'yiwang:fromStep="a"'))), ['attribute.unknown']);
  assert.deepEqual(await errorsOf(plain(user('x', extension('<yiwang:candidates rolle="a" role="b"/>')))), ['attribute.unknown']);
  const result = await readBpmn(plain(user('x', extension('<yiwang:candidates role="a"/>'), 'colour="red"')));
  assert.ok(result.graph);
  assert.deepEqual(result.warnings.map(({ code }) => code), ['attribute.unknown']);
});

test('what a user task says about people is checked', async () => {
  const codes = (inner: string, attributes = '') => errorsOf(plain(user('x', extension(inner), attributes)));
  assert.deepEqual(await codes('<yiwang:candidates/>'), ['candidates.empty']);
  assert.deepEqual(await codes('<yiwang:candidates unit="= case."/>'), ['expression.invalid']);
  assert.deepEqual(await codes('<yiwang:limit amount="三" unit="workingDay"/>'), ['limit.invalid']);
  assert.deepEqual(await codes('<yiwang:limit amount="3" unit="week"/>'), ['limit.invalid']);
  assert.deepEqual(await codes('<yiwang:countersign mode="any" percent="60"/>'), ['countersign.invalid']);
  assert.deepEqual(await codes('<yiwang:pausesClock/>'), ['clock.basis']);
  assert.deepEqual(await codes('<yiwang:input name="1a" value="= 1"/>'), ['name.invalid']);
  assert.deepEqual(await codes('<yiwang:limit amount="3" unit="workingDay"/>', 'yiwang:actions="returnTo fly"'), ['actions.unknown']);
});

test('handlers, decisions, processes and form steps must exist when the platform says which do', async () => {
  const known = { handlers: ['a'], decisions: ['a'], processes: ['a'], formSteps: ['a'] };
  const body = (name: string) =>
    inProcess(
      start() + service('x', '', name) + `<businessRuleTask id="r" name="r" yiwang:decision="${name}"/><callActivity id="c" name="c" calledElement="${name}"/>` +
        user('u', '', `yiwang:formStep="${name}"`) + end() + flows('s > x > r > c > u > e'),
    );
  assert.deepEqual(await errorsOf(body('a'), { known }), []);
  assert.deepEqual(await errorsOf(body('b')), []);
  assert.deepEqual(await errorsOf(body('b'), { known }), ['called.unknown', 'decision.unknown', 'formStep.unknown', 'handler.unknown']);
});

test('names in expressions are checked when the variables are known', async () => {
  const body = inProcess(start() + users('a') + gateway('exclusive', 'g', 'g_a') + end() + flows('s > g > a > e') + flow('g', 'e', 'amuont > 1'));
  assert.deepEqual(await errorsOf(body), []);
  assert.deepEqual(await errorsOf(body, { names: { amount: 'number' } }), ['expression.invalid']);
});

test('timers need one well-formed date, duration or cycle', async () => {
  const timed = (inner: string, attributes = '') => errorsOf(inProcess(start() + users('x', 'y') + boundary('b', 'x', `<timerEventDefinition ${attributes}>${inner}</timerEventDefinition>`) + end() + flows('s > x > e', 'b > y > e')));
  assert.deepEqual(await timed('<timeDuration>P5D</timeDuration>', 'yiwang:calendar="working"'), []);
  assert.deepEqual(await timed('<timeDate>2026-03-01T09:00:00+08:00</timeDate>'), []);
  assert.deepEqual(await timed('<timeCycle>R3/PT1H</timeCycle>'), []);
  assert.deepEqual(await timed(''), ['timer.missing']);
  assert.deepEqual(await timed('<timeDuration>P1D</timeDuration><timeDate>2026-03-01</timeDate>'), ['timer.missing']);
  for (const bad of ['5天', 'PT0S', '-P1D', 'P']) assert.deepEqual(await timed(`<timeDuration>${bad}</timeDuration>`), ['timer.invalid'], bad);
  for (const bad of ['R0/P1D', 'R/PT1S', 'P1D', '0 0 * * *']) assert.deepEqual(await timed(`<timeCycle>${bad}</timeCycle>`), ['timer.invalid'], bad);
  assert.deepEqual(await timed('<timeDate>2026-02-30</timeDate>'), ['timer.invalid']);
  assert.deepEqual(await timed('<timeDuration>PT5H</timeDuration>', 'yiwang:calendar="working"'), ['timer.invalid']);
  assert.deepEqual(await timed('<timeDuration>P5D</timeDuration>', 'yiwang:calendar="lunar"'), ['timer.calendar']);
});

test('unsupported elements are named with what to use instead', async () => {
  const one = async (element: string) => {
    const result = await readBpmn(plain(element));
    assert.ok(!result.graph, element);
    return result.problems.filter(({ severity }) => severity === 'error').map(({ text }) => text);
  };
  assert.deepEqual(await one('<task id="x" name="审核"/>'), ['一般任务“审核”：一般任务没有说明由谁办理，请改为用户任务、人工任务或服务任务']);
  const inner = start('is') + users('ia') + end('ie') + flows('is > ia > ie');
  for (const element of ['<complexGateway id="x"/>', `<transaction id="x">${inner}</transaction>`, `<adHocSubProcess id="x">${inner}</adHocSubProcess>`]) {
    assert.equal((await one(element)).length, 1, element);
  }
  assert.match((await one(user('x', '<standardLoopCharacteristics/>')))[0] ?? '', /不支持标准循环/);
  assert.match((await one('<scriptTask id="x" scriptFormat="javascript" yiwang:result="a"><script>1</script></scriptTask>'))[0] ?? '', /FEEL/);
  const conditional = '<conditionalEventDefinition><condition xsi:type="tFormalExpression">a</condition></conditionalEventDefinition>';
  assert.match((await one(`<intermediateCatchEvent id="x">${conditional}</intermediateCatchEvent>`))[0] ?? '', /暂不支持条件事件/);
  assert.match((await one(`<intermediateCatchEvent id="x">${timer()}${message()}</intermediateCatchEvent>`))[0] ?? '', /只能有一个触发定义/);
});

test('events stand only where they can happen', async () => {
  assert.deepEqual(await errorsOf(inProcess(start('s', '<errorEventDefinition errorRef="E"/>') + users('x') + end() + flows('s > x > e'))), ['event.position']);
  assert.deepEqual(await errorsOf(plain(thrown('x', timer()))), ['event.position']);
  assert.deepEqual(await errorsOf(plain('<intermediateCatchEvent id="x"/>')), ['event.position']);
  assert.deepEqual(await errorsOf(plain('<receiveTask id="x" name="x"/>')), ['message.missing']);
  assert.deepEqual(await errorsOf(plain('<intermediateThrowEvent id="x"><linkEventDefinition name="甲"/></intermediateThrowEvent>')), ['link.out', 'link.target']);
});

test('multi-instance activities need one source, and results come in pairs', async () => {
  const codes = (attributes: string, inner = '') => errorsOf(plain(user('x', multi(attributes, inner))));
  assert.deepEqual(await codes(''), ['multi.source']);
  assert.deepEqual(await codes('yiwang:collection="a"', '<loopCardinality xsi:type="tFormalExpression">2</loopCardinality>'), ['multi.source']);
  assert.deepEqual(await codes('yiwang:collection="a" yiwang:outputCollection="b"'), ['multi.output']);
  assert.deepEqual(await codes('yiwang:collection="a" yiwang:element="x y"'), ['name.invalid']);
  assert.deepEqual(await codes('yiwang:collection="a" behavior="One"'), ['multi.behavior']);
});

test('flows end at elements of their own sub-process', async () => {
  const inner = `<subProcess id="x" name="x">${start('is')}${users('ia')}${end('ie')}${flows('is > ia > ie')}</subProcess>`;
  assert.deepEqual(await errorsOf(inProcess(start() + inner + end() + flows('s > x > e', 'ia > e'))), ['flow.scope']);
  assert.deepEqual(await errorsOf(inProcess(start() + users('x') + end() + flows('s > x > e', 'x > nowhere'))), ['flow.ends', 'reference.missing']);
});
