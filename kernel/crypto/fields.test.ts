import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { blindIndex, blindIndexCandidates, decryptField, encryptField } from './fields.ts';
import { type KeyRing, openKeyRing } from './keys.ts';
import { refused, scratchFolder } from './testing.ts';

const directory = scratchFolder();
let ring: KeyRing;
before(async () => {
  ring = await openKeyRing({ directory });
});

const context = { table: 'person', column: 'id_number', row: '0190-1' };
const text = fc.string({ unit: 'grapheme', maxLength: 100 });

test('every text comes back, in the promised form, encrypted differently each time', () => {
  fc.assert(
    fc.property(text, (plaintext) => {
      const [one, two] = [encryptField(ring, plaintext, context), encryptField(ring, plaintext, context)];
      assert.match(one, new RegExp(`^sm4g:1:${ring.current('data').id}:[A-Za-z0-9+/]+={0,2}$`));
      assert.notEqual(one, two);
      assert.equal(decryptField(ring, one, context), plaintext);
    }),
    { numRuns: 100 },
  );
});

test('a ciphertext moved to another row, column or table is refused', () => {
  const sealed = encryptField(ring, '张三', context);
  for (const other of [{ row: '0190-2' }, { column: 'name' }, { table: 'organisation' }, { table: 'person","id_number', column: '' }]) {
    assert.throws(() => decryptField(ring, sealed, { ...context, ...other }), refused('crypto.broken'));
  }
});

test('a changed or malformed text is refused, and a removed key is named', () => {
  const sealed = encryptField(ring, '张三', context);
  const [, , keyId, base64] = sealed.split(':');
  const malformed = ['', '张三', 'sm4g:1', `sm4g:2:${keyId}:${base64}`, `sm4g:1::${base64}`, `sm4g:1:${keyId}:`, `sm4g:1:${keyId}:AAAA`, `${sealed}!`];
  for (const bad of malformed) assert.throws(() => decryptField(ring, bad, context), refused('crypto.broken'), bad);
  fc.assert(
    fc.property(fc.nat({ max: base64!.length - 4 }), fc.constantFrom('A', 'b', '7', '/'), (place, letter) => {
      const changed = base64!.slice(0, place) + letter + base64!.slice(place + 1);
      fc.pre(changed !== base64);
      assert.throws(() => decryptField(ring, `sm4g:1:${keyId}:${changed}`, context), refused('crypto.broken'));
    }),
  );
  assert.throws(() => decryptField(ring, `sm4g:1:0123456789ab:${base64}`, context), refused('crypto.unknownKey'));
});

test('a blind index is the same for the same text under one label, and only then', () => {
  fc.assert(
    fc.property(text, text, (one, two) => {
      assert.match(blindIndex(ring, 'person.phone', one), /^[0-9a-f]{32}$/);
      assert.equal(blindIndex(ring, 'person.phone', one) === blindIndex(ring, 'person.phone', two), one === two);
      assert.notEqual(blindIndex(ring, 'person.phone', one), blindIndex(ring, 'person.idNumber', one));
    }),
  );
  assert.notEqual(blindIndex(ring, 'a', 'bc'), blindIndex(ring, 'ab', 'c'));
});

test('a blind index survives a restart, and a rotation keeps the old codes findable', async () => {
  const old = blindIndex(ring, 'person.phone', '13800000000');
  const again = await openKeyRing({ directory });
  assert.equal(blindIndex(again, 'person.phone', '13800000000'), old);
  await again.rotate('index');
  const fresh = blindIndex(again, 'person.phone', '13800000000');
  assert.notEqual(fresh, old);
  assert.deepEqual(blindIndexCandidates(again, 'person.phone', '13800000000'), [fresh, old]);
});
