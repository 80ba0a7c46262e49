import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import fc from 'fast-check';
import { openTables } from '../../../../kernel/context.ts';
import { inRollback } from '../../../../kernel/testing/database.ts';
import { makeSegmenter, type Segmenter } from './segmenter.ts';
import { queryText, vectorText } from './vectors.ts';

let segmenter: Segmenter;
before(() => {
  segmenter = makeSegmenter(['公租房', '开饭店']);
});

describe('the segmenter', () => {
  it('keeps a city’s own words whole and finds the words inside them', () => {
    assert.deepEqual(segmenter.askedWords('公租房怎么申请'), ['公租房']);
    assert.ok(segmenter.wordsOf('我要开饭店').includes('饭店'));
  });

  it('reads full-width letters, capitals and signs alike', () => {
    assert.deepEqual(segmenter.askedWords('ＥＴＣ（办理）'), ['etc']);
    assert.deepEqual(segmenter.askedWords('？！、'), []);
  });

  it('asks only for words that the index of the same text holds', () => {
    const text = fc.array(fc.constantFrom(...'食品经营许可证公司注册登记身份证补办开饭店公租房申请的我要ABC ，12'), { maxLength: 14 }).map((letters) => letters.join(''));
    fc.assert(fc.property(text, (each) => segmenter.askedWords(each).forEach((word) => assert.ok(segmenter.wordsOf(each).includes(word), `${word} of ${each}`))), { numRuns: 300 });
  });
});

describe('texts for PostgreSQL', () => {
  it('carries any word through vector and query, each with the best weight it has', async () => {
    await inRollback({}, async (ctx) => {
      const word = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((each) => each.trim() !== '' && !each.includes('\0'));
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), async (words) => {
          const vector = vectorText({ A: words.slice(0, 1), B: words, C: [], D: words });
          const { rows } = await sql<{ hit: boolean; ranked: number }>`select ${vector}::tsvector @@ ${queryText(words, 'all')}::tsquery as hit, length(${vector}::tsvector) as ranked`.execute(openTables<unknown>()(ctx));
          assert.deepEqual(rows, [{ hit: true, ranked: words.length }]);
        }),
        { numRuns: 60 },
      );
    });
  });
});
