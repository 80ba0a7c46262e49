// `npm start`. Plain JavaScript that runs on Node 20 with nothing installed yet; everything else runs on the Node it fetches.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './bootstrap/install.mjs';
import { createProgress } from './bootstrap/progress.mjs';
import { findRuntime, runAttended } from './bootstrap/runtime.mjs';
import { runMain } from './bootstrap/stop-sentence.mjs';

/** Steps of a whole start; app/main.ts prints the others. */
const steps = 6;

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = path.resolve(root, process.env.DATA_DIR || 'var');

await runMain(async () => {
  await createProgress(steps).step('安装依赖', (tell) =>
    ensureInstalled({ root, logFile: path.join(dataDir, 'log/install.log'), tell }),
  );
  return runAttended({
    node: findRuntime(root),
    script: 'app/main.ts',
    args: process.argv.slice(2),
    cwd: root,
    env: { NODE_COMPILE_CACHE: path.join(dataDir, 'cache/node'), ...process.env },
  });
});
