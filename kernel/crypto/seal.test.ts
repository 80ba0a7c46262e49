import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type KeyRing, openKeyRing } from './keys.ts';
import { open, seal } from './seal.ts';
import { refused, scratchFolder } from './testing.ts';

const directory = scratchFolder();
let ring: KeyRing;
before(async () => {
  ring = await openKeyRing({ directory });
});

const anyBytes = fc.uint8Array({ maxLength: 200 });

test('what is sealed opens with the same associated data, also after a rotation', async () => {
  const sealed: [Uint8Array, string, Buffer][] = [];
  fc.assert(
    fc.property(anyBytes, fc.string(), (plaintext, associatedData) => {
      sealed.push([plaintext, associatedData, seal(plaintext, { ring, purpose: 'session', associatedData })]);
    }),
    { numRuns: 50 },
  );
  await ring.rotate('session');
  for (const [plaintext, associatedData, bytes] of sealed) {
    assert.deepEqual(open(bytes, { ring, purpose: 'session', associatedData }), Buffer.from(plaintext));
  }
});

test('the same bytes sealed twice look different', () => {
  const options = { ring, purpose: 'data', associatedData: '' } as const;
  assert.notDeepEqual(seal(Buffer.from('same'), options), seal(Buffer.from('same'), options));
});

test('a change anywhere, a cut, other associated data or another purpose is refused', () => {
  const options = { ring, purpose: 'data', associatedData: 'here' } as const;
  const broken = (error: unknown): boolean => refused('crypto.broken')(error) || refused('crypto.unknownKey')(error);
  fc.assert(
    fc.property(anyBytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (plaintext, place, change) => {
      const sealed = seal(plaintext, options);
      const changed = Buffer.from(sealed);
      changed[place % changed.length]! ^= change;
      assert.throws(() => open(changed, options), broken);
      assert.throws(() => open(sealed.subarray(0, place % sealed.length), options), broken);
      assert.throws(() => open(sealed, { ...options, associatedData: 'there' }), refused('crypto.broken'));
      assert.throws(() => open(sealed, { ...options, purpose: 'files' }), refused('crypto.unknownKey'));
    }),
    { numRuns: 100 },
  );
});

test('arbitrary bytes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.throws(() => open(bytes, { ring, purpose: 'data', associatedData: '' }), { name: 'AppError' });
    }),
    { numRuns: 200 },
  );
});
