import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from './bench/machine.ts';
import type { Race } from './bench/race.ts';
import { races, unmeasured } from './bench/races.ts';
import { renderForTerminal, renderRecord, shortOf, type Finished } from './bench/report.ts';

/**
 * `npm run bench [name…]`: runs races and prints what they measured; with `-- --record` also writes `docs/generated/benchmarks.md`.
 *
 * Asserts nothing: it ends with 1 only when a race broke off.
 */
const root = path.join(import.meta.dirname, '..');
const record = 'docs/generated/benchmarks.md';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const { names, wantsRecord } = readArguments();
const loadBefore = os.loadavg()[0] ?? 0;
const finished: Finished[] = [];
for (const race of races.filter(({ name }) => names.length === 0 || names.includes(name))) {
  console.log(`\n${race.name} …`);
  const done = await runRace(race);
  finished.push(done);
  console.log(renderForTerminal(done));
}

const machine = describeMachine(root, loadBefore);
console.log(`\n${machine.facts.map(({ name, value }) => `${name}: ${value}`).join('; ')}`);
const short = shortOf(finished);
console.log(short.length > 0 ? `\n没有达到目标的有 ${short.length} 项：\n${short.map((each) => `  · ${each}`).join('\n')}` : '\n所测项目都达到目标');
console.log(`尚未测量：${[...new Set(unmeasured.map(({ name }) => name))].join('、')}`);
if (wantsRecord) {
  mkdirSync(path.join(root, path.dirname(record)), { recursive: true });
  writeFileSync(path.join(root, record), renderRecord(finished, unmeasured, machine));
  console.log(`已写入 ${record}`);
}
process.exit(finished.some(({ error }) => error !== null) ? 1 : 0);

async function runRace(race: Race): Promise<Finished> {
  const begun = performance.now();
  const tell = (message: string): void => console.log(`  ${message}`);
  try {
    return { race, outcome: await race.run(tell), error: null, seconds: (performance.now() - begun) / 1000 };
  } catch (error) {
    return { race, outcome: null, error: (error as Error).message, seconds: (performance.now() - begun) / 1000 };
  }
}

function readArguments(): { names: string[]; wantsRecord: boolean } {
  const known = races.map(({ name }) => name);
  try {
    const { values, positionals } = parseArgs({ options: { record: { type: 'boolean', default: false } }, allowPositionals: true });
    const wrong = positionals.filter((name) => !known.includes(name));
    if (wrong.length > 0) throw new Error(`没有名为 ${wrong.join('、')} 的比赛`);
    if (values.record && positionals.length > 0) throw new Error('--record 记录全部比赛，不能只选几项');
    return { names: positionals, wantsRecord: values.record };
  } catch (error) {
    console.error(`${(error as Error).message}\n用法：npm run bench -- [名称…] [--record]；名称有 ${known.join('、')}`);
    process.exit(2);
  }
}
