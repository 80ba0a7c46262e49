import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { judge, readCatalogue, readTestResults, renderReport, requirementIdsIn, writeAcceptance } from './acceptance.ts';
import type { Requirement, TestResult } from './acceptance.ts';

const aRequirement = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id, title: `Title of ${id}`, area: 'service', room: 'public-service/cases', kind: 'software', ...more,
});
const aTest = (name: string, result: TestResult['result'] = 'pass'): TestResult => ({ file: 'cases.test.ts', name, result });
const stateAfter = (requirement: Requirement, ...tests: TestResult[]) => judge([requirement], tests).findings[0]?.state;

describe('requirementIdsIn', () => {
  test('finds one id and a list of ids in brackets', () => {
    assert.deepEqual(requirementIdsIn('cases › accepts (SMX1-711)'), ['SMX1-711']);
    assert.deepEqual(requirementIdsIn('cases › accepts (SMX1-711, WD-103) and returns（SH-001、CZ-002）'), ['SMX1-711', 'WD-103', 'SH-001', 'CZ-002']);
  });

  test('ignores ids outside brackets, other codes in brackets, and repetitions', () => {
    assert.deepEqual(requirementIdsIn('SMX1-711 is only mentioned (GB/T 39046-2020) (WD-001) (WD-001)'), ['WD-001']);
  });

  test('finds every id of any bracketed list', () => {
    const id = fc.tuple(fc.constantFrom('SMX1', 'SMX3', 'WD', 'SH', 'CZ'), fc.integer({ min: 1, max: 999 }))
      .map(([prefix, number]) => `${prefix}-${String(number).padStart(3, '0')}`);
    fc.assert(fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 8 }), (ids) => {
      assert.deepEqual(requirementIdsIn(`does it (${ids.join(', ')})`), ids);
    }), { numRuns: 200 });
  });
});

describe('judge', () => {
  test('shows a requirement that a passing test carries', () => {
    assert.equal(stateAfter(aRequirement('WD-001'), aTest('works (WD-001)')), 'shown');
  });

  test('keeps a requirement open without a test, with only a skipped test, or with any failing test', () => {
    const requirement = aRequirement('WD-001');
    assert.equal(stateAfter(requirement), 'open');
    assert.equal(stateAfter(requirement, aTest('works (WD-001)', 'skip')), 'open');
    assert.equal(stateAfter(requirement, aTest('works (WD-001)'), aTest('fails (WD-001)', 'fail')), 'open');
  });

  test('lets a passing test overrule the mark "not software", and a failing one reopen it', () => {
    const requirement = aRequirement('WD-001', { notSoftware: 'a price' });
    assert.equal(stateAfter(requirement), 'notSoftware');
    assert.equal(stateAfter(requirement, aTest('works (WD-001)')), 'shown');
    assert.equal(stateAfter(requirement, aTest('works (WD-001)', 'fail')), 'open');
  });

  test('reports ids the catalogue does not have, with the test that names them', () => {
    const stray = aTest('works (WD-001, SMX2-009)');
    assert.deepEqual(judge([aRequirement('WD-001')], [stray]).unknown, [{ id: 'SMX2-009', test: stray }]);
  });
});

describe('readCatalogue', () => {
  test('names every fault at once: missing fields, malformed ids and ids listed twice', () => {
    const good = '{ id: WD-001, title: a, area: b, room: c, kind: d }';
    const text = `- ${good}\n- ${good}\n- { id: WD-002, title: a, area: b, kind: d }\n- { id: XX-1, title: a, area: b, room: c, kind: d }\n`;
    assert.throws(() => readCatalogue([{ path: 'WD.yaml', text }]), (error: Error) => {
      assert.match(error.message, /WD-001 重复/);
      assert.match(error.message, /WD-002 缺少 room/);
      assert.match(error.message, /XX-1 不是需求编号/);
      return true;
    });
  });

  test('refuses a file that is not a list', () => {
    assert.throws(() => readCatalogue([{ path: 'WD.yaml', text: 'id: WD-001' }]), /WD\.yaml 应是需求的列表/);
  });
});

describe('readTestResults', () => {
  const results = [aTest('one'), aTest('two', 'skip')];

  test('reads a JSON array and JSON lines alike', () => {
    assert.deepEqual(readTestResults(JSON.stringify(results)), results);
    assert.deepEqual(readTestResults(results.map((result) => JSON.stringify(result)).join('\n') + '\n'), results);
    assert.deepEqual(readTestResults(''), []);
  });

  test('names the line or entry it cannot read', () => {
    assert.throws(() => readTestResults(`${JSON.stringify(results[0])}\n{"file":`), /第 2 行/);
    assert.throws(() => readTestResults('[{"file":"a","name":"b","result":"maybe"}]'), /第 1 条/);
  });
});

describe('renderReport', () => {
  test('counts per room and over all, and names the test of a shown requirement', () => {
    const { findings } = judge(
      [aRequirement('WD-001'), aRequirement('WD-002'), aRequirement('SH-147', { room: 'not-software', notSoftware: 'a certificate' })],
      [aTest('reads a | b (WD-001)'), aTest('breaks (WD-002)', 'fail')],
    );
    const lines = renderReport(findings).split('\n');
    assert.ok(lines.includes('| [public-service/cases](#public-servicecases) | 1 | 1 | 0 | 2 |'));
    assert.ok(lines.includes('| **all rooms** | 1 | 1 | 1 | 3 |'));
    assert.ok(lines.includes('| WD-001 | Title of WD-001 | shown | reads a \\| b (WD-001) — `cases.test.ts` |'));
    assert.ok(lines.includes('| WD-002 | Title of WD-002 | open | fail: breaks (WD-002) — `cases.test.ts` |'));
    assert.ok(lines.includes('| SH-147 | Title of SH-147 | not software | a certificate |'));
  });

  test('names three tests of a requirement and counts the rest', () => {
    const { findings } = judge([aRequirement('WD-001')], ['a', 'b', 'c', 'd', 'e'].map((name) => aTest(`${name} (WD-001)`)));
    const row = renderReport(findings).split('\n').find((line) => line.startsWith('| WD-001'));
    assert.equal(row?.split('<br>').length, 4);
    assert.match(row ?? '', /and 2 more \|$/);
  });
});

/** Runs `check` on the outcome of the script in a throw-away checkout whose catalogue holds WD-001 only. */
function inCheckout(results: TestResult[] | undefined, check: (root: string, code: number, said: string[]) => void): void {
  const root = mkdtempSync(join(tmpdir(), 'acceptance-'));
  try {
    mkdirSync(join(root, 'docs/acceptance'), { recursive: true });
    mkdirSync(join(root, 'var'));
    writeFileSync(join(root, 'docs/acceptance/WD.yaml'), '- { id: WD-001, title: a, area: b, room: c, kind: d }\n');
    if (results) writeFileSync(join(root, 'var/test-results.json'), JSON.stringify(results));
    const said: string[] = [];
    check(root, writeAcceptance(root, (line) => said.push(line)), said);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('writeAcceptance', () => {
  test('writes the report and succeeds', () => {
    inCheckout([aTest('works (WD-001)')], (root, code, said) => {
      assert.equal(code, 0);
      assert.match(said.join('\n'), /1 条需求中已有测试证明 1 条/);
      assert.match(readFileSync(join(root, 'docs/generated/acceptance.md'), 'utf8'), /\| WD-001 \| a \| shown \|/);
    });
  });

  test('fails on an id nobody knows and names the test', () => {
    inCheckout([aTest('works (WD-999)')], (_root, code, said) => {
      assert.equal(code, 1);
      assert.match(said.join('\n'), /需求编号 WD-999 不存在，出自测试“works \(WD-999\)”/);
    });
  });

  test('asks for a test run when there is none', () => {
    inCheckout(undefined, (_root, code, said) => {
      assert.equal(code, 1);
      assert.match(said.join('\n'), /npm test/);
    });
  });
});

test('the catalogue of this repository holds 1,622 requirements with titles of at most 80 characters', () => {
  const folder = join(import.meta.dirname, '../docs/acceptance');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const catalogue = readCatalogue(names.map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })));
  const count = (prefix: string) => catalogue.filter(({ id }) => id.startsWith(`${prefix}-`)).length;
  assert.deepEqual(['SMX1', 'SMX3', 'WD', 'SH', 'CZ'].map(count), [869, 249, 288, 160, 56]);
  assert.deepEqual(catalogue.filter(({ title }) => title.length > 80), []);
});
