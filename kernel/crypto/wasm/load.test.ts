import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { load } from './load.ts';

/** A number's bytes big end first, as in the area, and little end first, as in the module's own variables. */
const forms = (bytes: Buffer): Buffer[] => [bytes, Buffer.from(bytes.toReversed())];

test('after wiping, no trace of private key and nonce is left in the memory of the module', () => {
  const { call, area, wipe } = load<{ start(): void; prepare_key(): number; sign(): number }>('sm2', 320);
  call.start();
  const memory = Buffer.from(area.buffer);
  const [secret, nonce] = [randomBytes(31), randomBytes(31)];
  area.set(nonce, 33);
  area.set(secret, 65);
  assert.equal(call.prepare_key(), 1);
  const inverse = Buffer.from(area.subarray(96, 128));
  assert.equal(call.sign(), 1);
  const traces = (): number => [secret, nonce, inverse].flatMap((bytes) => forms(bytes.subarray(-28))).filter((form) => memory.includes(form)).length;
  assert.ok(traces() >= 3, 'the search finds what is there before wiping');
  wipe();
  assert.equal(traces(), 0);
});

test('two loads of a module share nothing', () => {
  const [one, two] = [load('sm2', 320), load('sm2', 320)];
  one.area.fill(7);
  assert.ok(two.area.every((byte) => byte === 0));
});
