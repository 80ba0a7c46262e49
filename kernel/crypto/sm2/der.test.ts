import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBER, type Sequence } from 'asn1js';
import fc from 'fast-check';
import { hex } from '../testing.ts';
import { ciphertextFromDer, ciphertextToDer, signatureFromDer, signatureToDer } from './der.ts';

const raw64 = fc.oneof(
  fc.uint8Array({ minLength: 64, maxLength: 64 }),
  fc.array(fc.constantFrom(0, 0, 1, 0x7f, 0x80, 0xff), { minLength: 64, maxLength: 64 }).map((bytes) => Uint8Array.from(bytes)),
);

test('every r||s survives DER, and asn1js reads the same two numbers', () => {
  fc.assert(
    fc.property(raw64, (raw) => {
      const der = signatureToDer(raw);
      assert.deepEqual(signatureFromDer(der), Buffer.from(raw));
      const { result } = fromBER(der);
      assert.deepEqual(Buffer.from(result.toBER()), der);
      assert.equal((result as Sequence).valueBlock.value.length, 2);
    }),
  );
});

test('every ciphertext survives DER, whatever its length', () => {
  fc.assert(
    fc.property(raw64, fc.uint8Array({ minLength: 33, maxLength: 33 }), fc.nat({ max: 70_000 }), (point, check, length) => {
      const raw = Buffer.concat([Buffer.of(4), point, check, Buffer.alloc(length, 7)]);
      const der = ciphertextToDer(raw);
      assert.deepEqual(ciphertextFromDer(der), raw);
      assert.equal(fromBER(der).offset, der.length);
    }),
    { numRuns: 50 },
  );
});

test('only the one strict encoding is read', () => {
  assert.ok(signatureFromDer(hex('3006 020101 020101')));
  const bad = {
    empty: '',
    'wrong outer tag': '3106 020101 020101',
    'wrong inner tag': '3006 020101 040101',
    'one number': '3003 020101',
    'three numbers': '3009 020101 020101 020101',
    'bytes left over': '3006 020101 020101 00',
    'too short': '3006 020101 0201',
    'negative number': '3006 020101 020181',
    'padded number': '3007 020101 02020001',
    'empty number': '3005 020101 0200',
    'long length form': '308106 020101 020101',
    'indefinite length': '3080 020101 020101 0000',
    'length of five bytes': '308500000000 06 020101 020101',
    'number of 33 bytes': `3026 020101 0221 01${'00'.repeat(32)}`,
  };
  for (const [what, text] of Object.entries(bad)) assert.equal(signatureFromDer(hex(text)), null, what);
});

test('arbitrary bytes are null, never an error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
    assert.equal(ciphertextFromDer(bytes), null);
    signatureFromDer(bytes);
  }));
});
