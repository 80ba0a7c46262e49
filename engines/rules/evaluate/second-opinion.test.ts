import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileModel, evaluateDecision } from '../api.ts';
import { aTableModel } from '../testing.ts';
import { cases, randomRules, rulesByFeelin, sketchOf } from '../testing-tables.ts';

describe('a second opinion on tables', () => {
  it('agrees with feelin on which rules apply to any case', () => {
    fc.assert(
      fc.property(randomRules, (rules) => {
        const model = compileModel(aTableModel(sketchOf('RULE ORDER', rules)));
        for (const each of cases) assert.deepEqual(evaluateDecision(model, '核查', each).outputs, rulesByFeelin(rules, each), JSON.stringify(each));
      }),
      { numRuns: 60 },
    );
  });
});
