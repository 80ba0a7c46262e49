import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { drawn, nodesPassed, tasks, xml } from './durable/drawing.ts';
import { bareEngine, type RowEngine } from './durable/rows.ts';
import { startDemo } from './demo.ts';
import { figure, lineOf, median, shortfalls } from './line.ts';
import { peerEngine } from './peers/bpmn-elements.ts';
import { renderForTerminal, renderRecord, type Finished } from './report.ts';
import { withScratch } from './scratch.ts';

describe('median', () => {
  it('has as many values below as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 15 }), (values) => {
        const middle = median(values);
        assert.ok(values.filter((value) => value < middle).length <= values.length / 2);
        assert.ok(values.filter((value) => value > middle).length <= values.length / 2);
        assert.ok(values.includes(middle));
      }),
      { numRuns: 200 },
    );
  });

  it('refuses to make something of nothing', () => {
    assert.throws(() => median([]), /没有任何一次测量/);
  });
});

describe('lineOf', () => {
  it('compares pair by pair, so that a slow minute for both does not count', () => {
    const line = lineOf({ work: 'w', unit: '/s', runs: [100, 10, 200], better: 'more', peer: { name: 'p', runs: [50, 5, 100] } });
    assert.deepEqual([line.ours, line.peer, line.range], [100, { name: 'p', value: 50, ratio: 2 }, [10, 200]]);
  });

  it('calls a shorter time better', () => {
    assert.equal(lineOf({ work: 'w', unit: 'ms', runs: [2, 2, 2], better: 'less', peer: { name: 'p', runs: [10, 10, 10] } }).peer?.ratio, 5);
  });
});

describe('shortfalls', () => {
  const line = (ours: number, theirs: number, reach: object) => lineOf({ work: 'w', unit: 'u', runs: [ours], better: 'more', peer: { name: 'p', runs: [theirs] }, reach });

  it('names every target that is missed, and none that is met or not set', () => {
    assert.deepEqual(shortfalls(line(10, 10, { least: 20, most: 5, ratio: 2 })), ['10 u, should be at least 20', '10 u, should be at most 5', '1× p, should be at least 2×']);
    assert.deepEqual(shortfalls(line(10, 5, { least: 10, most: 10, ratio: 2 })), []);
    assert.deepEqual(shortfalls(line(10, 10, {})), []);
  });
});

describe('figure', () => {
  it('keeps about three digits', () => {
    assert.deepEqual([1234567.8, 123.45, 12.345, 1.2345, 0.12345, 0, Number.NaN].map(figure), ['1,234,568', '123', '12.3', '1.23', '0.123', '0', '–']);
  });
});

describe('the record', () => {
  const race = { name: 'sums', work: 'adding', against: 'an abacus', run: async () => ({ lines: [], notes: [] }) };
  const done: Finished = {
    race,
    error: null,
    seconds: 3,
    outcome: {
      lines: [lineOf({ work: 'one and one', unit: '/s', runs: [5, 6, 7], better: 'more', peer: { name: 'abacus', runs: [1, 2, 3] }, reach: { ratio: 10, why: 'The abacus is good.' } })],
      notes: ['On paper.'],
      skipped: ['sums of three'],
    },
  };
  const broken: Finished = { race: { ...race, name: 'roots' }, outcome: null, error: 'a negative number', seconds: 1 };
  const machine = { commit: 'abc', date: '2026-11-22', facts: [{ name: 'Node', value: 'v24' }] };
  const text = renderRecord([done, broken], [{ name: 'crowd', what: '150 users' }], machine);

  it('says plainly what falls short and why', () => {
    assert.match(text, /## What falls short\n\n- sums, one and one: 3× abacus, should be at least 10×\. The abacus is good\./);
    assert.match(text, /\| one and one \| 6 \/s \| 5 – 7 \| 3 \| abacus 2 \| 3× \| ≥ 10× \| short \|/);
  });

  it('lists what was not measured: parts left out, races that broke off, races to come', () => {
    const begin = text.indexOf('## Not measured here');
    for (const part of ['**sums**: sums of three', '**roots** broke off: a negative number', '**crowd**: 150 users; not yet measured.']) assert.ok(text.indexOf(part) > begin, part);
    assert.doesNotMatch(text, /## roots/);
  });

  it('names commit, day and machine', () => {
    assert.match(text, /Commit abc, 2026-11-22\./);
    assert.match(text, /\| Node \| v24 \|/);
  });

  it('reads in columns on a terminal', () => {
    assert.match(renderForTerminal(done), /one and one {2}6 \/s {2}5 – 7 /);
    assert.match(renderForTerminal(broken), /broke off: a negative number/);
  });
});

describe('the drawing of the durable race', () => {
  /** The tasks in the order in which an engine opens them. */
  const walk = (engine: RowEngine): string[] => {
    const order: string[] = [];
    let step = engine(null);
    while (step.waiting !== null && order.length < 20) {
      order.push(step.waiting);
      step = engine({ state: step.state, task: step.waiting });
    }
    return order;
  };

  it('is the same process for both engines', async () => {
    assert.deepEqual(walk(await bareEngine(xml)), [...tasks]);
    assert.deepEqual(walk(peerEngine(drawn)), [...tasks]);
    assert.equal(nodesPassed, drawn.nodes.filter(({ id }) => !['refused', 'reminded'].includes(id)).length);
  });
});

describe('withScratch', () => {
  it('removes the folder, also when the work fails', async () => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'yiwang-scratch-'));
    await assert.rejects(withScratch(root, () => Promise.reject(new Error('failed'))), /failed/);
    await withScratch(root, async (folder) => assert.ok(existsSync(folder)));
    assert.deepEqual(readdirSync(path.join(root, 'var')), []);
    rmSync(root, { recursive: true });
  });
});

describe('startDemo', () => {
  const page = "require('node:http').createServer((q, a) => a.setHeader('content-type', 'text/html').end('<p>')).listen(process.env.PORT); console.log('[2/6] 构建网页 …… 完成（0.5 秒）')";
  const given = { folder: os.tmpdir(), dataDir: os.tmpdir(), patience: 30 };

  it('waits for the first page, hears what the platform says of its steps, and ends it', async () => {
    const demo = await startDemo({ ...given, command: [process.execPath, '-e', page] });
    assert.ok((await fetch(demo.url)).ok);
    await demo.stop();
    await assert.rejects(fetch(demo.url));
    assert.deepEqual(demo.steps(), [{ title: '构建网页', seconds: 0.5 }]);
  });

  it('tells the words of one that ends by itself', async () => {
    await assert.rejects(startDemo({ ...given, command: [process.execPath, '-e', "console.error('端口被占用'); process.exit(1)"] }), /端口被占用/);
    await assert.rejects(startDemo({ ...given, command: ['no-such-program'] }), /did not start/);
  });
});
