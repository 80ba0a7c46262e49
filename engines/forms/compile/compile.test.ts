import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldOf, FormDefinition } from '../definition.ts';
import { aDefinition, foodLicenceText } from '../testing.ts';
import { checkForm, compileForm } from './compile.ts';
import { FormDefinitionError } from './report.ts';

const said = (source: unknown): string[] => checkForm(source).map(({ path, message }) => `${path}: ${message}`);
const at = 'pages[0].sections[0].fields';
const text = (key: string, more: Partial<FieldOf<string>> = {}): FieldOf<string> => ({ key, type: 'text', label: `名称${key}`, ...more });
const saidOf = (...fields: FieldOf<string>[]): string[] => said(aDefinition(fields));

describe('compileForm', () => {
  it('accepts the realistic form and makes plain JSON of it', () => {
    const form = compileForm(foodLicenceText(), { hash: 'abc' });
    assert.equal(form.hash, 'abc');
    assert.deepEqual(JSON.parse(JSON.stringify(form)), form);
    assert.deepEqual(form.rules?.[0]?.when.reads, [['healthCertCount'], ['staffCount']]);
  });

  it('takes the same definition as data and as text', () => {
    const definition = aDefinition([text('a'), text('b', { visibleWhen: 'a = "1"' })]);
    assert.deepEqual(compileForm(JSON.stringify(definition)), compileForm(definition));
  });

  it('reports everything at once, with the line of the text and what to do', () => {
    const source = [
      'id: demo',
      'version: 1',
      'title: 演示',
      'pages:',
      '  - key: one',
      '    title: 一',
      '    sections:',
      '      - key: two',
      '        title: 二',
      '        fields:',
      '          - key: area',
      '            type: number',
      '            label: 面积',
      '            minimum: 3',
      '          - { key: kind, type: selekt, label: 类别 }',
    ].join('\n');
    assert.deepEqual(checkForm(source), [
      { path: `${at}[0].minimum`, message: '这里不能写 minimum', line: 14 },
      { path: `${at}[1].type`, message: '不能是“selekt”', hint: '是不是想写 select？', line: 15 },
    ]);
    assert.throws(
      () => compileForm(source),
      (error: unknown) => error instanceof FormDefinitionError && error.problems.length === 2 && error.message.startsWith('表单定义有 2 处需要修改'),
    );
  });

  it('names the line of broken YAML', () => {
    const [problem] = checkForm('id: demo\ntitle: [a\n');
    assert.equal(problem?.message, 'YAML 的写法有误，请检查缩进、冒号和引号');
    assert.ok(problem.line && problem.line >= 2);
  });

  it('answers anything that is no definition with a sentence', () => {
    for (const source of [null, undefined, 3, [], '', '- a', '{}', {}, { pages: 'x' }, { pages: [null] }, { pages: [{ sections: [{ fields: [null, 3, []] }] }] }]) {
      assert.notDeepEqual(said(source), [], JSON.stringify(source));
    }
    assert.deepEqual(said(`a: &a [x,x]\nb: ${'[*a,'.repeat(150)}${']'.repeat(150)}`), [': YAML 中的引用（&、*）过多或有误']);
    assert.match(said(' '.repeat(2_000_001))[0] ?? '', /过长/);
  });

  it('refuses more fields than it can carry', () => {
    const fields = Array.from({ length: 2_001 }, (_, n) => text(`f${n}`));
    assert.deepEqual(said(aDefinition(fields)), [': 字段过多，最多 2000 个（含子表的列）']);
  });
});

describe('keys', () => {
  it('are simple names, used once, that expressions can read', () => {
    const problems = saidOf(text('section'), text('a'), text('a'), text('Area'), text('面积'), text('if'), text('option'), text('constructor'), text('true'));
    assert.deepEqual(problems.map((each) => each.replace(/^.*?: /, '')), [
      'key “section” 与 pages[0].sections[0] 重复',
      `key “a” 与 ${at}[1] 重复`,
      'key “Area” 的写法不正确',
      'key “面积” 的写法不正确',
      'key 不能是 if',
      'key 不能是 option',
      'key 不能是 constructor',
      'key 不能是 true',
    ]);
  });

  it('of columns differ within their table only', () => {
    const table = (key: string, ...columns: string[]): FieldOf<string> => ({ key, type: 'subTable', label: '表', columns: columns.map((each) => text(each)) });
    assert.deepEqual(saidOf(text('name'), table('t', 'name', 'phone'), table('u', 'name')), []);
    assert.deepEqual(saidOf(table('t', 'name', 'name', 'rowId')), [`${at}[0].columns[1].key: 列的 key “name” 在本子表中重复`, `${at}[0].columns[2].key: key 不能是 rowId`]);
  });
});

describe('fields', () => {
  it('have only the properties of their type', () => {
    assert.deepEqual(saidOf({ ...text('a'), unit: '米' }), [`${at}[0].unit: text 类型的字段不能写 unit`]);
    assert.deepEqual(saidOf({ key: 'n', type: 'note', label: '说明', text: '请看', required: true }), [`${at}[0].required: note 类型的字段不能写 required`]);
    assert.deepEqual(saidOf({ key: 't', type: 'subTable', label: '表', columns: [{ key: 'u', type: 'subTable', label: '内表', columns: [] }] }), [
      `${at}[0].columns[0].type: 子表的列不能是 subTable 类型`,
    ]);
    assert.deepEqual(saidOf({ key: 't', type: 'subTable', label: '表' }), [`${at}[0].columns: 至少要有一个字段`]);
  });

  it('do not contradict themselves', () => {
    const wrong: [Partial<FieldOf<string>>, string][] = [
      [{ required: true, requiredWhen: 'true' }, '字段“名称a”：required 与 requiredWhen 只能写一个'],
      [{ computed: '"x"', required: true }, '字段“名称a”：已写 computed，由系统算出，不能再写 required'],
      [{ minLength: 9, maxLength: 5 }, '字段“名称a”：minLength 不能大于最大长度 5'],
      [{ format: 'uscc', pattern: 'a', patternMessage: '请写 a' }, '字段“名称a”：已写 format，不能再写 pattern'],
      [{ pattern: '(a+)+', patternMessage: '请写 a' }, '字段“名称a”：正则表达式可能非常耗时，请减少重复（* + {n,m}）的嵌套和连用'],
      [{ pattern: 'a' }, '字段“名称a”：缺少 patternMessage'],
      [{ pattern: 'a', patternMessage: '请写 a', maxLength: 500 }, '字段“名称a”：写了 pattern 的字段最多 200 个字'],
      [{ type: 'number', min: 5, max: 3 }, '字段“名称a”：min 不能大于 max'],
      [{ type: 'number', min: '5' }, '字段“名称a”：min 与字段类型不符'],
      [{ type: 'date', min: '2026-02-30' }, '字段“名称a”：min 与字段类型不符'],
      [{ type: 'date', max: 'tomorrow' }, '字段“名称a”：max 与字段类型不符'],
      [{ type: 'number', decimals: 9 }, '字段“名称a”：最多 6 位小数'],
      [{ type: 'radio' }, '字段“名称a”：请写 options 或 dictionary，二者必有其一'],
      [{ type: 'radio', options: [] }, '字段“名称a”：选项应有 1 到 500 个'],
      [{ type: 'radio', options: [{ value: '1', label: '一' }, { value: '1', label: '二' }] }, '字段“名称a”：选项的 value “1” 重复'],
      [{ type: 'radio', options: [{ value: '1', label: '一', exclusive: true }] }, '字段“名称a”：exclusive 只用于 multi'],
      [{ type: 'radio', options: [{ value: '1', label: '一' }], optionWhen: 'true' }, '字段“名称a”：optionWhen 只用于 dictionary'],
      [{ type: 'radio', options: [{ value: '1', label: '一' }], default: '2' }, '字段“名称a”：默认值不在选项中'],
      [{ type: 'date', default: '昨天' }, '字段“名称a”：默认值不是有效的日期，请按 2026-09-01 的样子填写'],
      [{ type: 'cascade', dictionary: 'divisions' }, '字段“名称a”：请用 levels 写出各级名称，1 到 6 级'],
      [{ type: 'file', accept: ['.PDF'] }, '字段“名称a”：应为不带点的小写扩展名'],
      [{ type: 'file', minItems: 3, maxItems: 2 }, '字段“名称a”：minItems 不能大于 maxItems'],
      [{ type: 'file', maxSizeMb: 0 }, '字段“名称a”：应大于 0，不超过 2048'],
      [{ type: 'declaration' }, '字段“名称a”：缺少 text'],
      [{ span: 5 }, '字段“名称a”：应为 1 到 4'],
    ];
    for (const [more, message] of wrong) assert.deepEqual(saidOf(text('a', more)).map((each) => each.replace(/^.*?: /, '')), [message]);
  });

  it('check the default rows of a table against its columns', () => {
    const table: FieldOf<string> = {
      key: 't',
      type: 'subTable',
      label: '表',
      columns: [text('a'), { key: 'n', type: 'integer', label: '数' }],
      default: [{ a: 'x', n: 1.5 }, { b: 'y' }],
    };
    assert.deepEqual(saidOf(table), [`${at}[0].default[0].n: 字段“表”：默认值请填写整数`, `${at}[0].default[1].b: 字段“表”：没有名为 b 的列`]);
  });
});

describe('expressions', () => {
  it('are named with their field and purpose when they are wrong', () => {
    const [problem, ...rest] = checkForm(aDefinition([text('a', { visibleWhen: 'a1 = ' }), text('b', { label: '乙', requiredWhen: 'unknown > 3' })]));
    assert.equal(problem?.path, `${at}[0].visibleWhen`);
    assert.match(problem.message, /^字段“名称a”的显示条件有误：/);
    assert.equal(problem.hint, '写的是：a1 = ');
    assert.equal(rest.length, 1);
    assert.match(rest[0]!.message, /^字段“乙”的必填条件有误：.*unknown/);
  });

  it('see the row first and the form second', () => {
    const table: FieldOf<string> = { key: 't', type: 'subTable', label: '表', columns: [text('name'), text('other', { visibleWhen: 'name = outer' })] };
    assert.deepEqual(saidOf(text('name'), text('outer'), table), []);
    assert.match(saidOf(text('x', { visibleWhen: 'other = "1"' }), table)[0] ?? '', /other/);
  });

  it('that wait for each other are refused with the whole circle', () => {
    assert.deepEqual(saidOf(text('a', { visibleWhen: 'b = "1"' }), text('b', { computed: 'c' }), text('c', { readOnlyWhen: 'a = "1"' })), [
      ': 字段的计算、显示或只读条件互相等待：“名称a” → “名称b” → “名称c” → “名称a”',
    ]);
    const table: FieldOf<string> = {
      key: 't',
      type: 'subTable',
      label: '表',
      columns: [{ key: 'share', type: 'number', label: '占比', computed: 'total / 2' }],
    };
    assert.match(saidOf(table, { key: 'total', type: 'number', label: '合计', computed: 'sum(t.share)' })[0] ?? '', /互相等待/);
    const inside: FormDefinition = {
      ...aDefinition([text('a')]),
      pages: [{ key: 'p', title: '页', sections: [{ key: 's', title: '节', visibleWhen: 'a = "1"', fields: [text('a')] }] }],
    };
    assert.match(said(inside)[0] ?? '', /“节”/);
  });

  it('may make two fields require each other', () => {
    assert.deepEqual(saidOf(text('a', { requiredWhen: 'b = null' }), text('b', { requiredWhen: 'a = null' })), []);
  });
});

describe('rules and rights', () => {
  const fields = [text('a'), text('b'), text('c')];

  it('name things that exist', () => {
    const problems = said(
      aDefinition(fields, {
        rules: [{ key: 'r', when: 'a = b', message: '不能相同', fields: ['a', 'bb'] }, { key: 'r', when: 'true', message: '好', fields: [] }],
        rights: { review: { write: ['section', 'cc'], hidden: ['*'] } },
      }),
    );
    assert.deepEqual(problems, [
      'rules[1].key: 规则的 key “r” 重复',
      'rules[0].fields[1]: 规则“r”中没有名为 bb 的字段',
      'rules[1].fields: 规则“r”没有写在哪个字段旁提示',
      'rights.review.write[1]: 没有名为 cc 的页、节、字段或列',
    ]);
  });

  it('do not let something shown depend on something withheld', () => {
    const form = aDefinition([text('a'), text('b', { visibleWhen: 'a = "1"' }), text('c', { computed: 'b' })], { rights: { apply: { write: ['b'], hidden: ['a'] }, review: { hidden: ['a', 'b', 'c'] } } });
    assert.deepEqual(said(form), ['rights.apply.hidden: 此环节看不到 a，但能看到的字段“名称b”要用它判断或计算']);
  });
});
