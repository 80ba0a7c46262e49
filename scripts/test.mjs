// `npm test`. Plain JavaScript that runs on Node 20 with nothing installed yet; continues on the Node it has fetched.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDebianPackages } from './bootstrap/debian.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { createProgress } from './bootstrap/progress.mjs';
import { findRuntime, runAttended } from './bootstrap/runtime.mjs';
import { runMain, StopSentence } from './bootstrap/stop-sentence.mjs';

/** Debian packages that tests need, each with a file that shows it is there. */
const openssl = { openssl: '/usr/bin/openssl' };
const browser = { chromium: '/usr/bin/chromium', 'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' };
const poppler = { 'poppler-utils': '/usr/bin/pdftotext' };

const tsc = ['node', 'node_modules/typescript7/bin/tsc', '-p'];

/**
 * The stages, in their order. A stage whose files are missing fails: list only what exists.
 *
 * @type {import('./bootstrap/stages.mjs').Stage[]}
 */
const stages = [
  { name: 'types-server', group: 'types', title: '服务端类型正确', command: [...tsc, 'tsconfig.server.json'] },
  { name: 'types-web', group: 'types', title: '浏览器端类型正确', command: [...tsc, 'tsconfig.web.json'] },
  { name: 'types-tests', group: 'types', title: '测试类型正确', command: [...tsc, 'tsconfig.tests.json'] },
  { name: 'lint', title: '代码规范', command: ['oxlint'] },
  { name: 'architecture', title: '模块边界', command: ['node', 'scripts/check-architecture.ts'] },
  { name: 'content', title: '内容包', command: ['node', 'scripts/check-content.ts'] },
  { name: 'kernel', group: 'unit', title: '内核', files: ['kernel/**/*.test.ts'], debian: openssl },
  { name: 'engines', group: 'unit', title: '引擎', files: ['engines/**/*.test.ts'], debian: { ...openssl, ...poppler } },
  { name: 'modules', group: 'unit', title: '模块', files: ['modules/**/*.test.ts'] },
  { name: 'scripts', group: 'unit', title: '脚本', files: ['scripts/**/*.test.{ts,mjs}'] },
  { name: 'whole', group: 'unit', title: '跨模块', files: ['tests/*.test.ts'] },
  { name: 'journeys', title: '办事旅程', files: ['tests/journeys/**/*.test.ts'], debian: browser, minutes: 10 },
  { name: 'kit', title: '界面部件', files: ['tests/kit/**/*.test.ts'], debian: browser, minutes: 10 },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const options = { only: { type: 'string' }, grep: { type: 'string' } };

await runMain(async () => {
  const { values } = readArguments();
  await createProgress(1).step('安装依赖', (tell) => ensureInstalled({ root, logFile: path.join(root, 'var/log/install.log'), tell }));
  const node = findRuntime(root);
  const env = {
    NODE_COMPILE_CACHE: path.join(root, 'var/cache/node'),
    ...process.env,
    PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
  };
  if (Number.parseInt(process.versions.node, 10) < 24) {
    return runAttended({ node, script: fileURLToPath(import.meta.url), args: process.argv.slice(2), env, cwd: root });
  }
  return runStages(values, env);
});

function readArguments() {
  try {
    return parseArgs({ options });
  } catch (cause) {
    throw new StopSentence(`${cause.message}\n用法：npm test -- [--only 阶段,阶段] [--grep 测试名称中的文字]`);
  }
}

async function runStages({ only, grep }, env) {
  const { runStage, selectStages } = await import('./bootstrap/stages.mjs');
  const { countResults, renderSummary, writeResults } = await import('./bootstrap/summary.mjs');
  const chosen = selectStages(stages, only).filter((stage) => !grep || stage.files);
  ensureDebianPackages(Object.assign({}, ...chosen.map(({ debian }) => debian)));
  const logDir = path.join(root, 'var/log/test');
  const outcomes = [];
  for (const [index, stage] of chosen.entries()) {
    process.stdout.write(`\n[${index + 1}/${chosen.length}] ${stage.title}（${stage.name}）\n`);
    outcomes.push(await runStage(stage, { root, logDir, grep, env, show: (chunk) => process.stdout.write(chunk) }));
  }
  writeResults(path.join(root, 'var/test-results.json'), outcomes);
  process.stdout.write(`${renderSummary(outcomes)}\n`);
  const { pass, fail } = countResults(outcomes);
  return fail > 0 || pass === 0 ? 1 : 0;
}
