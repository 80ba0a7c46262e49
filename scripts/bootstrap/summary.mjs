import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Counts the tests of all stages by result. */
export function countResults(outcomes) {
  const counts = { pass: 0, fail: 0, skip: 0 };
  for (const { tests } of outcomes) for (const { result } of tests) counts[result] += 1;
  return counts;
}

/** Draws the closing table and the list of what failed; the last line is for machines: `N passed, N failed`. */
export function renderSummary(outcomes) {
  const rows = outcomes.map((outcome) => {
    const { pass, fail, skip } = countResults([outcome]);
    return [fail === 0 ? '通过' : '未过', outcome.stage.name, String(pass), String(fail), String(skip), outcome.seconds.toFixed(1)];
  });
  const table = alignColumns([['结果', '阶段', '通过', '失败', '略过', '秒'], ...rows]);
  const failures = outcomes.flatMap(({ tests, logFile }) =>
    tests
      .filter(({ result }) => result === 'fail')
      .map((test) => `✖ ${test.file} ${test.name}\n    ${(test.error ?? '').split('\n')[0]}\n    ${path.relative('', logFile)}`),
  );
  const { pass, fail } = countResults(outcomes);
  return ['', ...table, '', ...failures, ...(failures.length > 0 ? [''] : []), `${pass} passed, ${fail} failed`].join('\n');
}

/** Chinese characters are two columns wide. */
const widthOf = (text) => [...text].reduce((sum, char) => sum + (char.codePointAt(0) > 0x2e7f ? 2 : 1), 0);

function alignColumns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]))));
  return rows.map((row) => row.map((cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell))).join('  ').trimEnd());
}

/** Writes every test of the run, one a line, as a JSON list; `npm run acceptance` reads it. */
export function writeResults(file, outcomes) {
  mkdirSync(path.dirname(file), { recursive: true });
  const lines = outcomes.flatMap(({ tests }) => tests).map((test) => JSON.stringify(test));
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
}
