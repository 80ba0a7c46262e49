import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkTemplate, compileTemplate } from './compile.ts';
import { fillLetter } from './fill.ts';
import type { LetterBlock, TextRun } from './model.ts';

const front = '---\ntitle: 补正告知书\nkind: 补正告知书\nsigner: 三门峡市市场监督管理局\n---\n';
const problemsOf = (source: string, names?: NonNullable<Parameters<typeof checkTemplate>[1]>['names']): string[] =>
  checkTemplate(source, names ? { names } : {}).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
const textOf = (runs: readonly TextRun[]): string => runs.map(({ text }) => text).join('');
const fill = (body: string, scope: Record<string, unknown> = {}): readonly LetterBlock[] => fillLetter(compileTemplate(front + body), scope).letter.blocks;
const texts = (blocks: readonly LetterBlock[]): unknown[] =>
  blocks.map((block) => {
    if (block.kind === 'table') return [block.header.map(textOf), ...block.rows.map((row) => row.map(textOf))];
    return block.kind === 'list' ? block.items.map(textOf) : textOf(block.runs);
  });

describe('compileTemplate', () => {
  test('reads headings, paragraphs, lists and tables', () => {
    const blocks = fill('# 一、材料\n第一行\n第二行 in\nEnglish\n\n## （一）期限\n- 甲\n- 乙\n\n1. 子\n2. 丑\n\n| 序号 | 名称 |\n| --- | ------: |\n| 1 | 营业执照 |\n');
    assert.deepEqual(blocks.map(({ kind }) => kind), ['heading', 'paragraph', 'heading', 'list', 'list', 'table']);
    assert.deepEqual(texts(blocks), ['一、材料', '第一行第二行 in English', '（一）期限', ['甲', '乙'], ['子', '丑'], [['序号', '名称'], ['1', '营业执照']]]);
    const [, , , bullets, numbers, table] = blocks;
    assert.equal(bullets?.kind === 'list' && bullets.ordered, false);
    assert.equal(numbers?.kind === 'list' && numbers.ordered, true);
    assert.deepEqual(table?.kind === 'table' && table.columns, [{ share: 3, align: 'left' }, { share: 6, align: 'right' }]);
  });

  test('reads bold, and takes marks after a backslash as they are', () => {
    const [block] = fill('对**全部**材料\\*\\*\n');
    assert.deepEqual(block?.kind === 'paragraph' && block.runs, [
      { text: '对', strong: false },
      { text: '全部', strong: true },
      { text: '材料**', strong: false },
    ]);
    assert.deepEqual(texts(fill('| 甲 |\n| --- |\n| 一\\|二 |\n')), [[['甲'], ['一|二']]]);
  });

  test('gives a value that looks like markup no meaning', () => {
    assert.deepEqual(texts(fill('{{ name }}\n', { name: '# **三** | {{ 1 }}' })), ['# **三** | {{ 1 }}']);
  });

  test('lets rows and items be repeated and chosen inside their table or list', () => {
    const body = '| 序号 | 材料 |\n| --- | --- |\n{{#each materials as m, n}}\n| {{ n }} | {{ m.name }} |\n{{/each}}\n{{#if more}}\n| | 其他 |\n{{/if}}\n\n{{#each materials as m}}\n- {{ m.name }}\n{{/each}}\n- 完\n';
    const scope = { materials: [{ name: '申请书' }, { name: '营业执照' }], more: true };
    assert.deepEqual(texts(fill(body, scope)), [[['序号', '材料'], ['1', '申请书'], ['2', '营业执照'], ['', '其他']], ['申请书', '营业执照', '完']]);
  });

  test('lets whole blocks be chosen and repeated, nested in each other', () => {
    const body = '{{#each units as u}}\n## {{ u.name }}\n{{#if u.open}}\n开放\n{{else}}\n不开放\n{{/if}}\n{{/each}}\n';
    assert.deepEqual(texts(fill(body, { units: [{ name: '甲', open: true }, { name: '乙', open: false }] })), ['甲', '开放', '乙', '不开放']);
  });

  test('chooses and repeats inside a sentence', () => {
    const body = '请{{#if online}}网上{{else}}到窗口{{/if}}补交{{#each names as each}}《{{ each }}》{{/each}}。\n';
    assert.deepEqual(texts(fill(body, { online: false, names: ['申请书', '平面图'] })), ['请到窗口补交《申请书》《平面图》。']);
  });

  test('keeps braces and quotes inside expressions', () => {
    assert.deepEqual(texts(fill('{{ {a: {b: "}}"}}.a.b }}和{{ "{{" }}\n')), ['}}和{{']);
  });

  test('is plain JSON: a stored template fills as a fresh one', () => {
    const template = compileTemplate(`${front}{{#each list as x}}\n- {{ x + 1 }}\n{{/each}}\n`);
    assert.deepEqual(fillLetter(JSON.parse(JSON.stringify(template)), { list: [1, 2] }), fillLetter(template, { list: [1, 2] }));
  });

  test('throws with every problem in the detail', () => {
    assert.throws(() => compileTemplate('---\nkind: x\n---\n'), (error: { code: string; detail: { problems: unknown[] } }) => {
      assert.equal(error.code, 'documents.badTemplate');
      assert.equal(error.detail.problems.length, 2);
      return true;
    });
  });
});

describe('checkTemplate', () => {
  test('reports all faults at once, each at its line and column in Chinese', () => {
    const body = '{{ }}\n\n甲{{ a + }}乙\n\n{{#if ok}}\n没有结束\n\n### 三级\n';
    const problems = checkTemplate(front + body).problems;
    assert.deepEqual(problems.map(({ line }) => line), [6, 8, 10, 13]);
    assert.equal(problems[0]?.column, 4);
    assert.ok(problems.every(({ message }) => /[\u4e00-\u9fff]/.test(message)));
  });

  test('points a fault inside an expression at its own column', () => {
    const [problem] = checkTemplate(`${front}你好，{{ applicant.nam }}\n`, { names: { applicant: { context: { name: 'string' } } } }).problems;
    assert.equal(problem?.line, 6);
    assert.ok((problem?.column ?? 0) >= 7, String(problem?.column));
  });

  test('knows the names of repetitions only inside them, with the fields of their items', () => {
    const names = { rows: { list: { name: 'string' } } } as const;
    assert.deepEqual(problemsOf(`${front}{{#each rows as r, n}}\n{{ n }}{{ r.name }}\n{{/each}}\n`, names), []);
    assert.equal(problemsOf(`${front}{{#each rows as r}}\n{{ r.nmae }}\n{{/each}}\n`, names).length, 1);
    assert.equal(problemsOf(`${front}{{ r }}\n`, names).length, 1);
  });

  test('explains the front matter', () => {
    assert.deepEqual(problemsOf('没有说明'), ['1:1 模板应以两行“---”之间的说明开头，写明 title、kind、signer 等']);
    assert.match(problemsOf('---\ntitle: {{ a }}\nkind: x\nsigner: y\n---\n正文')[0] ?? '', /^2:\d+ .*引号/);
    assert.match(problemsOf('---\ntitle: x\nkind: x\nsigner: y\nseal: maybe\n---\n正文')[0] ?? '', /^5:7 seal（盖章）应写 yes 或 no/);
    assert.match(problemsOf('---\ntitle: x\nkind: x\nsigner: y\ncolour: red\n---\n正文')[0] ?? '', /^5:1 不认识的名称“colour”/);
    assert.match(problemsOf('---\ntitle: x\nkind: x\nsigner: y\nremedy: { review: 市政府 }\n---\n正文')[0] ?? '', /^5:9 remedy/);
    assert.match(problemsOf('---\ntitle: "{{ a + }}"\nkind: x\nsigner: y\n---\n正文')[0] ?? '', /^2:\d+ /);
    assert.match(problemsOf('---\ntitle: [\nkind: x\n---\n正文')[0] ?? '', /写法有误/);
  });

  test('explains tables that are not whole', () => {
    assert.match(problemsOf(`${front}| 甲 | 乙 |\n正文\n`)[0] ?? '', /^6:1 表格的第一行应是表头/);
    assert.match(problemsOf(`${front}| 甲 | 乙 |\n| --- | --- |\n| 1 |\n`)[0] ?? '', /^8:1 这一行有 1 格，表头有 2 格/);
    assert.match(problemsOf(`${front}{{#each x as y}}\n| {{ y }} |\n{{/each}}\n`)[0] ?? '', /^7:1 表格的第一行应是表头/);
  });

  test('explains tags that do not pair', () => {
    assert.match(problemsOf(`${front}{{/if}}\n`)[0] ?? '', /^6:\d+ “{{\/if}}”没有对应的/);
    assert.match(problemsOf(`${front}{{#each a}}\n甲\n{{/each}}\n`)[0] ?? '', /^6:9 重复的写法是/);
    assert.match(problemsOf(`${front}文字{{#if a}}没有结束\n`)[0] ?? '', /^6:9 没有结束标记“{{\/if}}”/);
    assert.match(problemsOf(`${front}文字{{ a\n`)[0] ?? '', /^6:3 “{{”没有对应的“}}”/);
    assert.match(problemsOf(`${front}**粗\n`)[0] ?? '', /^6:1 加粗/);
    assert.match(problemsOf(`${front}{{#unless a}}\n`)[0] ?? '', /不认识的标记/);
  });

  test('limits length, depth and number of expressions', () => {
    assert.match(problemsOf(front + 'x'.repeat(70_000))[0] ?? '', /模板过长/);
    assert.match(problemsOf(`${front}${'x'.repeat(5000)}\n`)[0] ?? '', /一行过长/);
    assert.match(problemsOf(`${front}${'{{#if a}}\n'.repeat(50)}`)[0] ?? '', /没有结束|最多嵌套/);
    assert.ok(problemsOf(`${front}${'{{#if a}}'.repeat(400)}`).some((problem) => problem.includes('最多嵌套 5 层')));
    assert.ok(problemsOf(`${front}${'{{ a }}\n\n'.repeat(600)}`).some((problem) => problem.includes('表达式过多')));
  });

  test('answers any text with a template or problems, never with a crash', () => {
    const bits = fc.constantFrom('{{', '}}', '#if a', '/if', '#each a as b', '/each', 'else', '|', '---', '**', '\n', '# ', '- ', '1. ', '\\', '"', '{', '文字', ' ', '| --- |', 'a.b');
    fc.assert(
      fc.property(fc.boolean(), fc.array(bits, { maxLength: 60 }), (fronted, parts) => {
        const { template, problems } = checkTemplate((fronted ? front : '---\n') + parts.join(''));
        assert.equal(template === null, problems.length > 0);
        for (const { line, column, message } of problems) assert.ok(line >= 1 && column >= 1 && message !== '');
      }),
      { numRuns: 500 },
    );
  });
});
