import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createAutosave, type SaveState } from '../../web/portal-kit/form/autosave.ts';

/** A save whose requests are answered by hand. */
function aServer() {
  const asked: { value: string; leaving: boolean; answer: (good: boolean) => void }[] = [];
  const states: SaveState[] = [];
  const save = (value: string, leaving: boolean): Promise<void> =>
    new Promise((resolve, reject) => asked.push({ value, leaving, answer: (good) => (good ? resolve() : reject(new Error('refused'))) }));
  return { asked, states, autosave: createAutosave({ save, onState: (state) => states.push(state), delay: 800 }) };
}

const letPromisesRun = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('createAutosave', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('saves once, 800 ms after the last of several changes', async () => {
    const { asked, autosave } = aServer();
    autosave.change('1');
    mock.timers.tick(700);
    autosave.change('12');
    mock.timers.tick(799);
    assert.equal(asked.length, 0);
    mock.timers.tick(1);
    await letPromisesRun();
    assert.deepEqual(asked.map(({ value }) => value), ['12']);
  });

  it('never has two requests under way and saves the latest value after the first', async () => {
    const { asked, autosave } = aServer();
    autosave.change('a');
    const done = autosave.flush();
    autosave.change('b');
    autosave.change('c');
    void autosave.flush();
    await letPromisesRun();
    assert.deepEqual(asked.map(({ value }) => value), ['a']);
    asked[0]!.answer(true);
    await letPromisesRun();
    assert.deepEqual(asked.map(({ value }) => value), ['a', 'c']);
    asked[1]!.answer(true);
    assert.equal(await done, true);
  });

  it('keeps a value whose saving failed for the next try, unless a newer one came', async () => {
    const { asked, states, autosave } = aServer();
    autosave.change('a');
    const first = autosave.flush();
    asked[0]!.answer(false);
    assert.equal(await first, false);
    assert.equal(states.at(-1), 'failed');
    const second = autosave.flush();
    assert.equal(asked[1]!.value, 'a');
    autosave.change('b');
    asked[1]!.answer(false);
    assert.equal(await second, false);
    const third = autosave.flush();
    assert.equal(asked[2]!.value, 'b');
    asked[2]!.answer(true);
    assert.equal(await third, true);
    assert.equal(states.at(-1), 'saved');
  });

  it('tells the save that the page is going away, and asks nothing when there is nothing to keep', async () => {
    const { asked, autosave } = aServer();
    assert.equal(await autosave.flush(true), true);
    assert.equal(asked.length, 0);
    autosave.change('a');
    void autosave.flush(true);
    assert.equal(asked[0]!.leaving, true);
    asked[0]!.answer(true);
  });
});
