import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fill, nextTry, slotsIn, smsParts, smsText } from './rules.ts';

describe('fill', () => {
  it('puts every value in its slot and takes slots inside values as they are', () => {
    assert.equal(fill('{a}和{b}', { a: '{b}', b: '乙' }), '{b}和乙');
  });

  it('keeps a value on one line and within its length, and asks for a missing one', () => {
    assert.equal(fill('{a}', { a: '甲\n乙' }), '甲 乙');
    assert.equal(fill('{a}', { a: '一二三四五' }, 4), '一二三…');
    assert.throws(() => fill('{constructor}', {}), /constructor/);
  });

  it('leaves no slot open and never grows a text message beyond its slots’ room', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('文字', '{a}', '{b}')), fc.string(), fc.string(), (parts, a, b) => {
        const text = parts.join('');
        const filled = smsText('一网', text, { a, b });
        assert.ok([...filled].length <= text.length + 4 + 40 * slotsIn(text).length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('smsParts', () => {
  it('charges one up to 70 characters and one for each 67 beyond', () => {
    assert.deepEqual([null, '', '字', '字'.repeat(70), '字'.repeat(71), '字'.repeat(134), '字'.repeat(135)].map(smsParts), [0, 0, 1, 1, 2, 2, 3]);
  });
});

describe('nextTry', () => {
  it('waits longer each time and gives up after the sixth', () => {
    const now = new Date(0);
    assert.deepEqual([1, 2, 3, 4, 5, 6].map((tries) => nextTry(tries, now)?.getTime() ?? null), [60_000, 300_000, 900_000, 3_600_000, 10_800_000, null]);
  });
});
