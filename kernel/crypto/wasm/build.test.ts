import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rebuildMatches } from './build.ts';

const result = rebuildMatches();
const skip = result.checked ? false : result.reason;

test('the committed WebAssembly is what its C source translates to', { skip }, () => {
  assert.ok(result.checked);
  assert.deepEqual(result.different, []);
});

test('the compiler turned no mask into a conditional choice', { skip }, () => {
  assert.ok(result.checked);
  assert.deepEqual(result.choices, []);
});
