import path from 'node:path';
import { stepRace } from '../../../engines/processes/bench.ts';
import { nodesPassed, stepsMade } from '../durable/drawing.ts';
import { openOffice, type Office } from '../durable/office.ts';
import type { Walk } from '../durable/rows.ts';
import { lineOf, type Line, type Reach } from '../line.ts';
import type { Race } from '../race.ts';
import { withScratch } from '../scratch.ts';

const root = path.join(import.meta.dirname, '../../..');
const runs = 5;
const seconds = 2;
const crowds = [1, 8, 32] as const;

export const processes: Race = {
  name: 'process',
  work: 'Six user tasks, a gateway and a timer; alone, and with every step committed to PostgreSQL',
  against: 'bpmn-elements with its state saved in the same database, in turn',
  run: (tell) =>
    withScratch(root, async (folder) => {
      const office = await openOffice(folder);
      try {
        return {
          lines: [await pure(), ...(await durable(office, tell)), ...(await states(office))],
          notes: [
            'An officer’s completion writes all it does in production: state, task, candidates, history, audit entry, event; the list of tasks is read before each.',
            'A step of the peer, and of our engine beside it, is one row locked, read, written and committed: no task list, no history, no audit.',
            `PostgreSQL in the same machine over its socket: ${office.durability}. Each run takes ${seconds} s; no worker runs beside it.`,
          ],
        };
      } finally {
        await office.close();
      }
    }),
};

async function pure(): Promise<Line> {
  const race = await stepRace();
  return lineOf({ work: 'the engine alone, state through JSON', unit: 'steps/s', runs: race.runs, better: 'more' });
}

async function durable(office: Office, tell: (message: string) => void): Promise<Line[]> {
  for (const walk of [office.walk, office.bareWalk, office.peerWalk]) await rateOf(walk, 1, 1);
  const lines: Line[] = [];
  for (const crowd of crowds) {
    const rounds: { ours: number; bare: number; theirs: number }[] = [];
    for (let run = 1; run <= runs; run += 1) {
      tell(`${crowd} 个实例同时，第 ${run}/${runs} 轮`);
      rounds.push({ ours: await kept(office, crowd), bare: await rateOf(office.bareWalk, crowd, seconds), theirs: await rateOf(office.peerWalk, crowd, seconds) });
    }
    const peer = { name: 'bpmn-elements', runs: rounds.map(({ theirs }) => theirs) };
    const line = (work: string, rates: readonly number[], reach?: Reach): Line => lineOf({ work: `${work}, ${crowd} at a time`, unit: 'steps/s', runs: rates, better: 'more', peer, ...(reach ? { reach } : {}) });
    const ours = rounds.map((round) => round.ours);
    lines.push(line('officers’ completions', ours, { ratio: 10, why }), line('engine and one row, as the peer', rounds.map(({ bare }) => bare), { ratio: 10 }));
    if (crowd === 8) lines.push(lineOf({ work: 'flow nodes of completions, 8 at a time', unit: 'nodes/s', runs: ours.map((rate) => (rate * nodesPassed) / stepsMade), better: 'more', reach: { least: 600, why } }));
  }
  return lines;
}

const why =
  'A completion is some eighteen statements (task, candidates, state, history, timer, audit, event), most of whose time is Node’s; the peer writes one row. The lines “engine and one row” compare the two engines kept alike.';

/** The rate of ours, once its history has been found to hold every step that was counted. */
async function kept(office: Office, crowd: number): Promise<number> {
  const before = await office.countSteps();
  let counted = 0;
  const rate = await rateOf((stepDone) => office.walk(() => ((counted += 1), stepDone())), crowd, seconds);
  const found = (await office.countSteps()) - before;
  if (found < counted) throw new Error(`${counted} steps were counted, ${found} are in the history`);
  return rate;
}

/** Steps a second of so many walking at once. */
async function rateOf(walk: Walk, crowd: number, length: number): Promise<number> {
  const begun = performance.now();
  const end = begun + length * 1000;
  let steps = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      await walk(() => {
        steps += 1;
        return performance.now() < end;
      });
    }
  };
  await Promise.all(Array.from({ length: crowd }, one));
  return (steps * 1000) / (performance.now() - begun);
}

async function states(office: Office): Promise<Line[]> {
  const [ours, theirs] = await office.largestStates();
  return [lineOf({ work: 'largest state of a running instance', unit: 'bytes', runs: [ours], better: 'less', peer: { name: 'bpmn-elements', runs: [theirs] }, reach: { most: 2048 } })];
}
