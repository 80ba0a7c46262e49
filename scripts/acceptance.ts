/**
 * Writes `docs/generated/acceptance.md`: which requirements of the catalogue a test of the last run shows.
 *
 * A test carries a requirement by naming its id in brackets: `issues a receipt (SMX1-711, WD-103)`.
 * Exits with 1 when the catalogue is broken, the test run is missing, or a test names an unknown id.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** One requirement of `docs/acceptance/*.yaml`; the fields are explained in the README beside them. */
export interface Requirement {
  id: string;
  title: string;
  area: string;
  room: string;
  kind: string;
  reason?: string;
  notSoftware?: string;
}

/** One test of the last run; `name` is the full path of names. */
export interface TestResult {
  file: string;
  name: string;
  result: 'pass' | 'fail' | 'skip';
}

/** What the last run says about one requirement. */
export interface Finding {
  requirement: Requirement;
  state: 'shown' | 'open' | 'notSoftware';
  tests: TestResult[];
}

/** An id in a test name that the catalogue does not have. */
export interface UnknownId {
  id: string;
  test: TestResult;
}

const requiredFields = ['id', 'title', 'area', 'room', 'kind'] as const;
const idShape = /^(?:SMX\d+|WD|SH|CZ)-\d+$/;
const testsNamedPerRequirement = 3;

/**
 * Reads catalogue files and checks that every entry is complete and every id unique.
 *
 * @throws Error naming every fault at once, each with its file
 */
export function readCatalogue(files: { path: string; text: string }[]): Requirement[] {
  const faults: string[] = [];
  const byId = new Map<string, Requirement>();
  for (const { path, text } of files) {
    const entries: unknown = parse(text);
    if (!Array.isArray(entries)) throw new Error(`${path} 应是需求的列表`);
    for (const entry of (entries as (Partial<Requirement> | null)[]).map((listed) => listed ?? {})) {
      const missing = requiredFields.filter((field) => typeof entry[field] !== 'string' || entry[field] === '');
      if (missing.length > 0) faults.push(`${path}：${entry.id ?? '有一条需求'} 缺少 ${missing.join('、')}`);
      else if (!idShape.test(entry.id ?? '')) faults.push(`${path}：${entry.id} 不是需求编号`);
      else if (byId.has(entry.id ?? '')) faults.push(`${path}：${entry.id} 重复`);
      else byId.set(entry.id ?? '', entry as Requirement);
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return [...byId.values()];
}

/**
 * Reads a test run, written either as one JSON array or as one JSON object a line.
 *
 * @throws Error naming the entry or line that cannot be read
 */
export function readTestResults(text: string): TestResult[] {
  const trimmed = text.trim();
  const entries: unknown[] = trimmed.startsWith('[')
    ? (JSON.parse(trimmed) as unknown[])
    : trimmed.split('\n').filter((line) => line.trim() !== '').map(parseLine);
  return entries.map((entry, index) => {
    if (!isTestResult(entry)) throw new Error(`测试结果第 ${index + 1} 条应有 file、name，result 应为 pass、fail 或 skip`);
    return entry;
  });
}

function parseLine(line: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`测试结果第 ${index + 1} 行不是 JSON`);
  }
}

function isTestResult(entry: unknown): entry is TestResult {
  if (typeof entry !== 'object' || entry === null) return false;
  const { file, name, result } = entry as Partial<TestResult>;
  return typeof file === 'string' && typeof name === 'string' && ['pass', 'fail', 'skip'].includes(result ?? '');
}

/** Lists the requirement ids a test name carries in brackets, each once, in the order of the name. */
export function requirementIdsIn(testName: string): string[] {
  const ids = [...testName.matchAll(/[(（]([^()（）]*)[)）]/g)]
    .flatMap((bracket) => (bracket[1] ?? '').split(/[,，、;；\s]+/))
    .filter((word) => idShape.test(word));
  return [...new Set(ids)];
}

/**
 * Joins the catalogue with a test run.
 *
 * A requirement is shown when a test that carries it passed and none that carries it failed; a skipped test shows
 * nothing. A shown requirement stays shown although the catalogue calls it not software: the test is the better witness.
 */
export function judge(catalogue: Requirement[], results: TestResult[]): { findings: Finding[]; unknown: UnknownId[] } {
  const carriers = new Map<string, TestResult[]>(catalogue.map(({ id }) => [id, []]));
  const unknown: UnknownId[] = [];
  for (const test of results) {
    for (const id of requirementIdsIn(test.name)) {
      const tests = carriers.get(id);
      if (tests) tests.push(test);
      else unknown.push({ id, test });
    }
  }
  const findings = catalogue.map((requirement) => {
    const tests = carriers.get(requirement.id) ?? [];
    return { requirement, state: stateOf(requirement, tests), tests };
  });
  return { findings, unknown };
}

function stateOf(requirement: Requirement, tests: TestResult[]): Finding['state'] {
  const passed = tests.some(({ result }) => result === 'pass');
  const failed = tests.some(({ result }) => result === 'fail');
  if (passed && !failed) return 'shown';
  return requirement.notSoftware && !failed ? 'notSoftware' : 'open';
}

/** Renders the report: totals, one line a room, then every requirement of every room. */
export function renderReport(findings: Finding[]): string {
  const rooms = [...Map.groupBy(findings, ({ requirement }) => requirement.room)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    '# Acceptance',
    '',
    'Generated by `npm run acceptance` from `docs/acceptance/` and the last run of `npm test`; do not edit.',
    'A requirement is *shown* when a test that names its id passed and none failed.',
    '',
    '| room | shown | open | not software | all |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rooms.map(([room, ofRoom]) => countRow(`[${room}](#${room.replace('/', '')})`, ofRoom)),
    countRow('**all rooms**', findings),
    ...rooms.flatMap(([room, ofRoom]) => renderRoom(room, ofRoom)),
    '',
  ].join('\n');
}

function countRow(label: string, findings: Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  return `| ${label} | ${count('shown')} | ${count('open')} | ${count('notSoftware')} | ${findings.length} |`;
}

function renderRoom(room: string, findings: Finding[]): string[] {
  return [
    '',
    `## ${room}`,
    '',
    '| id | requirement | state | test, or why not |',
    '| --- | --- | --- | --- |',
    ...findings.map((finding) => {
      const { id, title } = finding.requirement;
      return `| ${id} | ${cell(title)} | ${stateLabels[finding.state]} | ${cell(witness(finding))} |`;
    }),
  ];
}

const stateLabels = { shown: 'shown', open: 'open', notSoftware: 'not software' } as const;

function witness({ requirement, state, tests }: Finding): string {
  if (state === 'notSoftware') return requirement.notSoftware ?? '';
  const telling = state === 'shown' ? tests.filter(({ result }) => result === 'pass') : tests;
  const named = telling.slice(0, testsNamedPerRequirement).map(({ file, name, result }) => {
    return `${state === 'shown' ? '' : `${result}: `}${name} — \`${file}\``;
  });
  const rest = telling.length - named.length;
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('<br>');
}

/** Keeps a text inside its table cell: no line breaks, no column marks. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

/** Runs the whole job in a checkout and returns the exit code. */
export function writeAcceptance(root: string, say: (line: string) => void): 0 | 1 {
  const resultsPath = join(root, 'var/test-results.json');
  if (!existsSync(resultsPath)) {
    say('没有找到 var/test-results.json，请先运行 npm test。');
    return 1;
  }
  const folder = join(root, 'docs/acceptance');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml')).toSorted();
  const catalogue = readCatalogue(names.map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })));
  const { findings, unknown } = judge(catalogue, readTestResults(readFileSync(resultsPath, 'utf8')));

  const reportFolder = join(root, 'docs/generated');
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(join(reportFolder, 'acceptance.md'), renderReport(findings));

  const shown = findings.filter(({ state }) => state === 'shown').length;
  say(`${findings.length} 条需求中已有测试证明 ${shown} 条，明细见 docs/generated/acceptance.md`);
  for (const { id, test } of unknown) say(`需求编号 ${id} 不存在，出自测试“${test.name}”（${test.file}）`);
  return unknown.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  try {
    process.exitCode = writeAcceptance(join(import.meta.dirname, '..'), console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
