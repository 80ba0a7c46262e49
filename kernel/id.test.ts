import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from './id.ts';

describe('newId', () => {
  it('ascends within one millisecond and across milliseconds, and never repeats', () => {
    const at = new Date('2026-11-23T00:00:00.000Z');
    const ids = [...Array.from({ length: 500 }, () => newId(at)), newId(new Date(at.getTime() + 1))];
    assert.deepEqual(ids.toSorted(), ids);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('is a UUID of version 7 that tells its time', () => {
    const id = newId(new Date('2026-11-23T00:00:00.123Z'));
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(Number.parseInt(id.replace('-', '').slice(0, 12), 16), Date.parse('2026-11-23T00:00:00.123Z'));
  });
});
