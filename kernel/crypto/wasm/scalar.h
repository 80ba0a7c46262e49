/*
 * Arithmetic modulo the order n of the SM2 curve's base point (GB/T 32918.5): eight limbs of 32 bits,
 * always reduced below n. No branch and no address depends on a value.
 */
#ifndef SCALAR_H
#define SCALAR_H
#include <stdint.h>

enum { WORDS = 8 };
typedef uint32_t scalar[WORDS];

static const scalar ORDER = {0x39d54123, 0x53bbf409, 0x21c6052b, 0x7203df6b, 0xffffffff, 0xffffffff, 0xffffffff, 0xfffffffe};
static const scalar ORDER_LESS_2 = {0x39d54121, 0x53bbf409, 0x21c6052b, 0x7203df6b, 0xffffffff, 0xffffffff, 0xffffffff, 0xfffffffe};
/* -1/n modulo 2^32 */
static const uint32_t ORDER_FACTOR = 0x72350975;
/* 2^512 modulo n: a Montgomery product with it multiplies by 2^256. Computed once by `start`. */
static scalar to_scalar_montgomery;

/* Takes n off the number `high:t` if that leaves nothing negative; the number is below 2n. */
static void scalar_settle(scalar r, const scalar t, uint32_t high) {
  scalar less;
  int64_t borrow = 0;
  for (int i = 0; i < WORDS; i++) {
    borrow += (int64_t)t[i] - ORDER[i];
    less[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  uint32_t keep = (uint32_t)((borrow + high) >> 32);
  for (int i = 0; i < WORDS; i++) r[i] = (t[i] & keep) | (less[i] & ~keep);
}

static void scalar_add(scalar r, const scalar a, const scalar b) {
  scalar t;
  uint64_t carry = 0;
  for (int i = 0; i < WORDS; i++) {
    carry += (uint64_t)a[i] + b[i];
    t[i] = (uint32_t)carry;
    carry >>= 32;
  }
  scalar_settle(r, t, (uint32_t)carry);
}

static void scalar_subtract(scalar r, const scalar a, const scalar b) {
  scalar t;
  int64_t borrow = 0;
  for (int i = 0; i < WORDS; i++) {
    borrow += (int64_t)a[i] - b[i];
    t[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  uint32_t negative = (uint32_t)borrow;
  uint64_t carry = 0;
  for (int i = 0; i < WORDS; i++) {
    carry += (uint64_t)t[i] + (ORDER[i] & negative);
    r[i] = (uint32_t)carry;
    carry >>= 32;
  }
}

/* a*b / 2^256 modulo n (Montgomery). */
static void scalar_multiply(scalar r, const scalar a, const scalar b) {
  uint32_t t[WORDS + 2] = {0};
  for (int i = 0; i < WORDS; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < WORDS; j++) {
      carry += (uint64_t)a[i] * b[j] + t[j];
      t[j] = (uint32_t)carry;
      carry >>= 32;
    }
    carry += t[WORDS];
    t[WORDS] = (uint32_t)carry;
    t[WORDS + 1] = (uint32_t)(carry >> 32);

    uint32_t m = t[0] * ORDER_FACTOR;
    carry = ((uint64_t)m * ORDER[0] + t[0]) >> 32;
    for (int j = 1; j < WORDS; j++) {
      carry += (uint64_t)m * ORDER[j] + t[j];
      t[j - 1] = (uint32_t)carry;
      carry >>= 32;
    }
    carry += t[WORDS];
    t[WORDS - 1] = (uint32_t)carry;
    t[WORDS] = t[WORDS + 1] + (uint32_t)(carry >> 32);
  }
  scalar_settle(r, t, t[WORDS]);
}

/* a^(n-2) for a in Montgomery form: its inverse, in Montgomery form. The exponent is public. */
static void scalar_invert(scalar r, const scalar a) {
  scalar x;
  for (int i = 0; i < WORDS; i++) x[i] = a[i];
  for (int bit = 254; bit >= 0; bit--) {
    scalar_multiply(x, x, x);
    if (ORDER_LESS_2[bit / 32] >> (bit % 32) & 1) scalar_multiply(x, x, a);
  }
  for (int i = 0; i < WORDS; i++) r[i] = x[i];
}

/* Reads 32 bytes, big end first; the value is not reduced. */
static void words_from_bytes(scalar r, const uint8_t *bytes) {
  for (int i = 0; i < WORDS; i++) {
    const uint8_t *b = bytes + 28 - 4 * i;
    r[i] = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
  }
}

/* Reads 32 bytes modulo n; one subtraction suffices, since 2^256 < 2n. */
static void scalar_from_bytes(scalar r, const uint8_t *bytes) {
  scalar t;
  words_from_bytes(t, bytes);
  scalar_settle(r, t, 0);
}

static void scalar_to_bytes(uint8_t *bytes, const scalar a) {
  for (int i = 0; i < 32; i++) bytes[31 - i] = (uint8_t)(a[i / 4] >> (8 * (i % 4)));
}

/* 1 or 0. */
static int scalar_is_zero(const scalar a) {
  uint32_t bits = 0;
  for (int i = 0; i < WORDS; i++) bits |= a[i];
  return (int)(((uint64_t)bits - 1) >> 63);
}

/* 1 or 0. */
static int scalar_equal(const scalar a, const scalar b) {
  scalar difference;
  for (int i = 0; i < WORDS; i++) difference[i] = a[i] ^ b[i];
  return scalar_is_zero(difference);
}

/* Reads 32 bytes; 1 if they are between 1 and n-1, else 0. */
static int scalar_read(scalar r, const uint8_t *bytes) {
  scalar t;
  words_from_bytes(t, bytes);
  scalar_settle(r, t, 0);
  return scalar_equal(r, t) & !scalar_is_zero(r);
}

static void scalar_start(void) {
  scalar x = {1};
  for (int i = 0; i < 512; i++) scalar_add(x, x, x);
  for (int i = 0; i < WORDS; i++) to_scalar_montgomery[i] = x[i];
}
#endif
