import { existsSync } from 'node:fs';
import path from 'node:path';
import lighthouse, { type RunnerResult } from 'lighthouse';
import { chromium } from 'playwright-core';
import { freePort, startDemo } from '../demo.ts';
import { lineOf, type Line, type Reach } from '../line.ts';
import type { Race } from '../race.ts';
import { withScratch } from '../scratch.ts';

const root = path.join(import.meta.dirname, '../../..');
const browserFile = '/usr/bin/chromium';
const runs = 5;

export const portal: Race = {
  name: 'portal',
  work: 'Lighthouse with its settings for phones, of the running demonstration',
  against: 'its own hundred points',
  run: async (tell) => {
    if (!existsSync(browserFile)) return { lines: [], notes: [], skipped: [`there is no ${browserFile}; install Chromium (apt-get install chromium)`] };
    return withScratch(root, async (dataDir) => {
      tell('启动演示');
      const demo = await startDemo({ command: [process.execPath, 'app/main.ts'], folder: root, dataDir, patience: 180 });
      try {
        const guide = await findGuide(demo.url);
        const lines = [...(await judge('home', demo.url, tell)), ...(guide === null ? [] : await judge('guide', guide, tell))];
        return {
          lines,
          notes: ['Lighthouse slows a fast machine down to a phone’s speed by calculation; a machine that is busy with other things still costs points.'],
          skipped: [...(guide === null ? ['a guide page: the demonstration publishes no service item'] : []), 'the application form, which wants a signed-in citizen'],
        };
      } finally {
        await demo.stop();
      }
    });
  },
};

/** The address of some published item's guide; null when there is none. */
async function findGuide(url: string): Promise<string | null> {
  const answer = await fetch(`${url}/api/items?size=1`);
  if (!answer.ok) return null;
  const { rows } = (await answer.json()) as { rows: readonly { id: string }[] };
  return rows[0] ? `${url}/items/${encodeURIComponent(rows[0].id)}` : null;
}

interface Judgement {
  readonly performance: number;
  readonly accessibility: number;
  /** Milliseconds. */
  readonly paint: number;
  readonly blocked: number;
  /** Cumulative layout shift; no unit. */
  readonly shift: number;
  /** What cost the most points of performance, in words; empty when nothing did. */
  readonly loss: string;
}

async function judge(page: string, url: string, tell: (message: string) => void): Promise<Line[]> {
  const judged: Judgement[] = [];
  for (let run = 1; run <= runs; run += 1) {
    tell(`${page}，第 ${run}/${runs} 轮`);
    judged.push(await judgeOnce(url));
  }
  const why = judged.at(-1)?.loss ?? '';
  const line = (work: string, unit: string, better: 'more' | 'less', of: (one: Judgement) => number, reach?: Reach): Line =>
    lineOf({ work: `${page}: ${work}`, unit, runs: judged.map(of), better, ...(reach ? { reach } : {}) });
  return [
    line('performance', 'points', 'more', ({ performance }) => performance, { least: 95, ...(why === '' ? {} : { why }) }),
    line('accessibility', 'points', 'more', ({ accessibility }) => accessibility, { least: 95 }),
    line('largest contentful paint', 'ms', 'less', ({ paint }) => paint),
    line('total blocking time', 'ms', 'less', ({ blocked }) => blocked),
    line('cumulative layout shift', '', 'less', ({ shift }) => shift),
  ];
}

/** One judgement in a browser of its own, whose caches are empty. */
async function judgeOnce(url: string): Promise<Judgement> {
  const port = await freePort();
  const browser = await chromium.launch({ executablePath: browserFile, args: [`--remote-debugging-port=${port}`] });
  try {
    const result = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: ['performance', 'accessibility'] });
    const report = result?.lhr;
    if (!report || report.runtimeError) throw new Error(`Lighthouse could not judge the page: ${report?.runtimeError?.message ?? 'no report'}`);
    const points = (category: string): number => Math.round((report.categories[category]?.score ?? 0) * 100);
    const value = (audit: string): number => report.audits[audit]?.numericValue ?? Number.NaN;
    return {
      performance: points('performance'),
      accessibility: points('accessibility'),
      paint: value('largest-contentful-paint'),
      blocked: value('total-blocking-time'),
      shift: value('cumulative-layout-shift'),
      loss: greatestLoss(report),
    };
  } finally {
    await browser.close();
  }
}

function greatestLoss({ categories, audits }: RunnerResult['lhr']): string {
  const losses = (categories['performance']?.auditRefs ?? []).map(({ id, weight }) => ({ audit: audits[id], points: weight * (1 - (audits[id]?.score ?? 1)) }));
  const [worst] = losses.toSorted((a, b) => b.points - a.points);
  return worst?.audit && worst.points >= 1 ? `Of the points lost, ${Math.round(worst.points)} are for ${worst.audit.title.toLowerCase()} (${worst.audit.displayValue ?? worst.audit.numericValue ?? '?'}).` : '';
}
