import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startDemo, type Demo } from '../demo.ts';
import { lineOf } from '../line.ts';
import type { Race } from '../race.ts';
import { withScratch } from '../scratch.ts';

const root = path.join(import.meta.dirname, '../../..');
const laterStarts = 5;
const patience = { first: 240, later: 60 };

export const start: Race = {
  name: 'start',
  work: 'From npm start to the first page, in a fresh clone of the last commit',
  against: 'the clock',
  run: (tell) =>
    withScratch(root, async (scratch) => {
      const folder = path.join(scratch, 'clone');
      const cloned = spawnSync('git', ['clone', '--quiet', root, folder], { encoding: 'utf8', timeout: 60_000 });
      if (cloned.status !== 0) return { lines: [], notes: [], skipped: ['this folder is not a git checkout, so there is no fresh clone to start'] };
      const startAgain = (seconds: number): Promise<Demo> => startDemo({ command: ['npm', 'start'], folder, dataDir: path.join(scratch, 'data'), patience: seconds });
      tell('首次启动（安装依赖、构建网页、建库、装载内容）');
      const first = await startAgain(patience.first);
      await first.stop();
      const later: number[] = [];
      let steps: ReturnType<Demo['steps']> = [];
      for (let run = 1; run <= laterStarts; run += 1) {
        tell(`再次启动，第 ${run}/${laterStarts} 轮`);
        const demo = await startAgain(patience.later);
        await demo.stop();
        later.push(demo.seconds);
        steps = demo.steps();
      }
      return {
        lines: [
          lineOf({ work: 'first start: packages, pages, database, content', unit: 's', runs: [first.seconds], better: 'less', reach: { most: 180 } }),
          lineOf({ work: 'second start', unit: 's', runs: later, better: 'less', reach: { most: 6, why: `Its longest steps are ${longest(steps)}.` } }),
        ],
        notes: ['The first start is run once: it takes packages from npm’s cache as far as they are there, and from the registry otherwise.'],
      };
    }),
};

const longest = (steps: ReturnType<Demo['steps']>): string =>
  steps.toSorted((a, b) => b.seconds - a.seconds).slice(0, 2).map(({ title, seconds }) => `“${title}” (${seconds} s)`).join(' and ');
