import assert from 'node:assert/strict';
import { createECDH } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { hex } from '../testing.ts';
import { decapsulate, encapsulate, isOnCurve, prepareKey, signDigest, verifyDigest } from './curve.ts';

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const bytes = (value: bigint): Buffer => hex(value.toString(16).padStart(64, '0'));
const number = (value: Uint8Array): bigint => BigInt(`0x${Buffer.from(value).toString('hex')}`);
const modN = (value: bigint): bigint => ((value % N) + N) % N;

/** OpenSSL's arithmetic, through node: the public point x||y of a private number. */
function opensslPoint(secret: bigint): Buffer {
  const ecdh = createECDH('SM2');
  ecdh.setPrivateKey(bytes(secret));
  return ecdh.getPublicKey().subarray(1);
}

const scalar = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((raw) => (number(raw) % (N - 2n)) + 1n);
/** Long runs of zero and full windows, and the ends of the range. */
const sparse = fc.array(fc.constantFrom('0', '0', '0', '1', '8', 'f'), { minLength: 64, maxLength: 64 }).map((digits) => (BigInt(`0x${digits.join('')}`) % (N - 2n)) + 1n);
const ends = fc.constantFrom(1n, 2n, 3n, 15n, 16n, 17n, 256n, 1n << 252n, (1n << 255n) + 1n, N - 2n, N - 3n, N - 16n, N - 17n, N / 2n);
const anyScalar = fc.oneof(scalar, sparse, ends);

test('public points agree with OpenSSL', () => {
  fc.assert(fc.property(anyScalar, (secret) => assert.deepEqual(prepareKey(bytes(secret))?.point, opensslPoint(secret))), { numRuns: 400 });
});

test('multiples of any point agree with OpenSSL', () => {
  fc.assert(
    fc.property(anyScalar, anyScalar, (secret, other) => {
      assert.deepEqual(decapsulate(opensslPoint(other), bytes(secret)), opensslPoint(modN(secret * other)));
    }),
    { numRuns: 400 },
  );
});

test('both ends of an encryption compute the same point', () => {
  fc.assert(
    fc.property(anyScalar, anyScalar, (secret, nonce) => {
      const sent = encapsulate(opensslPoint(secret), (target) => target.set(bytes(nonce)));
      assert.ok(sent);
      assert.deepEqual(sent.c1, opensslPoint(nonce));
      assert.deepEqual(decapsulate(sent.c1, bytes(secret)), sent.shared);
    }),
    { numRuns: 200 },
  );
});

test('a private number outside 1 to n-2 is refused', () => {
  for (const value of [0n, N - 1n, N, N + 1n, (1n << 256n) - 1n]) assert.equal(prepareKey(bytes(value)), null);
});

test('a point off the curve, or with a coordinate not below p, is refused everywhere', () => {
  const good = opensslPoint(7n);
  const x = number(good.subarray(0, 32));
  const bad = [
    Buffer.alloc(64),
    Buffer.alloc(64, 0xff),
    Buffer.concat([good.subarray(0, 32), bytes(number(good.subarray(32)) ^ 1n)]),
    Buffer.concat([bytes(P), good.subarray(32)]),
    Buffer.concat([good.subarray(32), good.subarray(0, 32)]),
  ];
  // The same point with x + p, where that still fits 32 bytes, would be a second encoding of it.
  if (x + P < 1n << 256n) bad.push(Buffer.concat([bytes(x + P), good.subarray(32)]));
  assert.equal(isOnCurve(good), true);
  for (const point of bad) {
    assert.equal(isOnCurve(point), false);
    assert.equal(decapsulate(point, bytes(5n)), null);
    assert.equal(encapsulate(point), null);
    assert.equal(verifyDigest(bytes(1n), Buffer.concat([bytes(1n), bytes(1n)]), point), false);
  }
});

test('a coordinate of p or more does not pass as its remainder', () => {
  // (0, sqrt(b)) is on the curve: y by exponentiation, since p = 3 modulo 4.
  const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
  const y = powMod(b, (P + 1n) / 4n, P);
  assert.equal((y * y) % P, b);
  assert.equal(isOnCurve(Buffer.concat([bytes(0n), bytes(y)])), true);
  assert.equal(isOnCurve(Buffer.concat([bytes(P), bytes(y)])), false);
});

test('a nonce of zero or n and more is drawn again', () => {
  const key = prepareKey(bytes(12345n))!;
  const offered = [bytes(0n), bytes(N), Buffer.alloc(32, 0xff), bytes(99n)];
  const digest = bytes(42n);
  const signature = signDigest(digest, key.inverse, (target) => target.set(offered.shift()!));
  assert.equal(offered.length, 0);
  assert.equal(verifyDigest(digest, signature, key.point), true);
  assert.equal(modN(42n + number(opensslPoint(99n).subarray(0, 32))), number(signature.subarray(0, 32)));
});

test('a nonce that makes r zero or r + k zero is drawn again', () => {
  const key = prepareKey(bytes(12345n))!;
  const x = number(opensslPoint(77n).subarray(0, 32));
  for (const digest of [modN(-x), modN(-x - 77n)]) {
    const offered = [bytes(77n), bytes(78n)];
    const signature = signDigest(bytes(digest), key.inverse, (target) => target.set(offered.shift()!));
    assert.equal(offered.length, 0);
    assert.equal(verifyDigest(bytes(digest), signature, key.point), true);
  }
});

test('verification adds two equal points correctly and refuses their infinite sum', () => {
  fc.assert(
    fc.property(scalar, scalar, (secret, t) => {
      const key = prepareKey(bytes(secret))!;
      // s*G and t*P are the same point if s = t*d; the sum is then twice s*G.
      const s = modN(t * secret);
      const r = modN(t - s);
      const digest = modN(r - number(opensslPoint(modN(2n * s)).subarray(0, 32)));
      assert.equal(verifyDigest(bytes(digest), Buffer.concat([bytes(r), bytes(s)]), key.point), true);
      // They cancel out if s = -t*d.
      const opposite = modN(-t * secret);
      const signature = Buffer.concat([bytes(modN(t - opposite)), bytes(opposite)]);
      assert.equal(verifyDigest(bytes(digest), signature, key.point), false);
    }),
    { numRuns: 50 },
  );
});

test('r and s outside 1 to n-1, or adding up to n, are refused', () => {
  const key = prepareKey(bytes(12345n))!;
  const digest = bytes(42n);
  const signature = signDigest(digest, key.inverse);
  const [r, s] = [number(signature.subarray(0, 32)), number(signature.subarray(32))];
  for (const [badR, badS] of [[0n, s], [r, 0n], [N, s], [r, N], [r, N - r], [(1n << 256n) - 1n, s], [r, (1n << 256n) - 1n]] as const) {
    assert.equal(verifyDigest(digest, Buffer.concat([bytes(badR), bytes(badS)]), key.point), false);
  }
});

test('r or s with n added is no second spelling of a good signature', () => {
  const secret = 12345n;
  const { point } = prepareKey(bytes(secret))!;
  const [r, s] = [5n, 9n];
  // The digest that has just this signature: r minus the x of s*G + (r+s)*P.
  const digest = bytes(modN(r - number(opensslPoint(modN(s + (r + s) * secret)).subarray(0, 32))));
  const isGood = (first: bigint, second: bigint): boolean => verifyDigest(digest, Buffer.concat([bytes(first), bytes(second)]), point);
  assert.equal(isGood(r, s), true);
  assert.equal(isGood(r + N, s), false);
  assert.equal(isGood(r, s + N), false);
});

function powMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let b = base, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus) if (e & 1n) result = (result * b) % modulus;
  return result;
}
