import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineStates } from './states.ts';

describe('defineStates', () => {
  it('allows what the table lists and nothing else', () => {
    const states = defineStates<'draft' | 'issued' | 'revoked'>('draft', { draft: ['issued'], issued: ['revoked'], revoked: [] });
    assert.equal(states.can('draft', 'issued'), true);
    assert.equal(states.can('draft', 'revoked'), false);
    assert.equal(states.isFinal('revoked'), true);
  });

  it('refuses a table with a state nobody can reach', () => {
    assert.throws(() => defineStates<'a' | 'b'>('a', { a: [], b: ['a'] }), /cannot be reached from "a": b/);
  });
});
