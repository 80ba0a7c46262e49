/*
 * Arithmetic modulo the SM2 prime p = 2^256 - 2^224 - 2^96 + 2^64 - 1 (GB/T 32918.5).
 *
 * WebAssembly multiplies 64 bits to 64 bits, so an element is nine signed limbs of 29 bits: a column
 * of a product, nine terms below 2^58 each, then fits 64 bits without carrying on the way.
 * Elements are in Montgomery form (times 2^261).
 *
 * Invariant of every element made here: limbs 0..7 lie in [0, 2^29), and the value lies between
 * -2^252 and 2^256 + 2^252; limb 8 takes the sign. Two such elements multiply, add and subtract into
 * another such element, so no chain of operations needs its bounds counted:
 *   multiply: |a*b| / 2^261 < 2^251.4, plus less than p from the reduction;
 *   add, subtract: the multiple of 2^256 in the sum, |q| <= 3, is taken off as q*p.
 *
 * No branch and no address depends on the value of an element.
 */
#ifndef FIELD_H
#define FIELD_H
#include <stdint.h>

#define UNROLL _Pragma("GCC unroll 9")
enum { LIMBS = 9, LIMB_BITS = 29, LIMB_MASK = (1 << LIMB_BITS) - 1, TOP_BITS = 24 };

typedef int32_t element[LIMBS];

static const element PRIME = {0x1fffffff, 0x1fffffff, 0x3f, 0x1ffffe00, 0x1fffffff, 0x1fffffff, 0x1fffffff, 0x1fdfffff, 0xffffff};

/* Keeps the compiler from seeing that a mask has two values, and from making a choice, perhaps a jump, of it. */
static inline int32_t hide(int32_t mask) {
  __asm__("" : "+r"(mask));
  return mask;
}

static void copy(element r, const element a) {
  UNROLL for (int i = 0; i < LIMBS; i++) r[i] = a[i];
}

/* Folds the multiple of 2^256 away and carries; `t` holds limbs below 2^31 in size. */
static inline void settle(element r, int64_t t[LIMBS]) {
  int64_t q = t[8] >> TOP_BITS;
  t[0] += q;
  t[2] -= q * (1 << 6);
  t[3] += q * (1 << 9);
  t[7] += q * (1 << 21);
  t[8] -= q * (1 << 24);
  int64_t carry = 0;
  UNROLL for (int i = 0; i < LIMBS - 1; i++) {
    carry += t[i];
    r[i] = (int32_t)(carry & LIMB_MASK);
    carry >>= LIMB_BITS;
  }
  r[8] = (int32_t)(carry + t[8]);
}

static void add(element r, const element a, const element b) {
  int64_t t[LIMBS];
  UNROLL for (int i = 0; i < LIMBS; i++) t[i] = (int64_t)a[i] + b[i];
  settle(r, t);
}

static void subtract(element r, const element a, const element b) {
  int64_t t[LIMBS];
  UNROLL for (int i = 0; i < LIMBS; i++) t[i] = (int64_t)a[i] - b[i];
  settle(r, t);
}

/*
 * Montgomery reduction of eighteen columns. Since p = -1 modulo 2^58, the factor of each step is the
 * lowest limb itself, and adding factor*p is four shifts.
 */
static inline void reduce(element r, int64_t t[2 * LIMBS]) {
  UNROLL for (int i = 0; i < LIMBS; i++) {
    int64_t m = t[i] & LIMB_MASK;
    t[i + 1] += t[i] >> LIMB_BITS;
    t[i + 2] += m << 6;
    t[i + 3] -= m << 9;
    t[i + 7] -= m << 21;
    t[i + 8] += m << 24;
  }
  int64_t carry = 0;
  UNROLL for (int i = 0; i < LIMBS - 1; i++) {
    carry += t[LIMBS + i];
    r[i] = (int32_t)(carry & LIMB_MASK);
    carry >>= LIMB_BITS;
  }
  r[8] = (int32_t)(carry + t[17]);
}

__attribute__((noinline)) static void multiply(element r, const element a, const element b) {
  int64_t t[2 * LIMBS] = {0};
  UNROLL for (int i = 0; i < LIMBS; i++) {
    int64_t ai = a[i];
    UNROLL for (int j = 0; j < LIMBS; j++) t[i + j] += ai * b[j];
  }
  reduce(r, t);
}

__attribute__((noinline)) static void square(element r, const element a) {
  int64_t t[2 * LIMBS] = {0};
  UNROLL for (int i = 0; i < LIMBS; i++) {
    int64_t ai = a[i];
    t[2 * i] += ai * ai;
    UNROLL for (int j = i + 1; j < LIMBS; j++) t[i + j] += 2 * ai * a[j];
  }
  reduce(r, t);
}

/* a^(2^times) * b */
static void square_multiply(element r, const element a, int times, const element b) {
  element x;
  copy(x, a);
  for (int i = 0; i < times; i++) square(x, x);
  multiply(r, x, b);
}

/* a^(p-2), the inverse of a, or zero for zero; onesN is a^(2^N - 1). */
static void invert(element r, const element a) {
  element ones2, ones4, ones8, ones16, ones30, ones31, ones32, x;
  square_multiply(ones2, a, 1, a);
  square_multiply(ones4, ones2, 2, ones2);
  square_multiply(ones8, ones4, 4, ones4);
  square_multiply(ones16, ones8, 8, ones8);
  square_multiply(ones30, ones16, 8, ones8);
  square_multiply(ones30, ones30, 4, ones4);
  square_multiply(ones30, ones30, 2, ones2);
  square_multiply(ones31, ones30, 1, a);
  square_multiply(ones32, ones31, 1, a);
  /* p-2 in binary: 31 ones, a zero, 128 ones, 32 zeros, 62 ones, a zero, a one */
  square_multiply(x, ones31, 33, ones32);
  for (int i = 0; i < 3; i++) square_multiply(x, x, 32, ones32);
  square_multiply(x, x, 64, ones32);
  square_multiply(x, x, 30, ones30);
  square_multiply(r, x, 2, a);
}

/* Reads 32 bytes, big end first, as nine limbs; the value is not reduced. */
static void limbs_from_bytes(element r, const uint8_t *bytes) {
  for (int i = 0; i < LIMBS; i++) r[i] = 0;
  for (int bit = 0; bit < 256; bit += 8) {
    int64_t byte = (int64_t)bytes[31 - bit / 8] << (bit % LIMB_BITS);
    r[bit / LIMB_BITS] |= (int32_t)(byte & LIMB_MASK);
    if (bit / LIMB_BITS < 8) r[bit / LIMB_BITS + 1] |= (int32_t)(byte >> LIMB_BITS);
  }
}

/* Carries limbs of any sign; returns all ones if the value is negative, else zero. */
static int32_t carry_limbs(element r) {
  for (int i = 0; i < LIMBS - 1; i++) {
    r[i + 1] += r[i] >> LIMB_BITS;
    r[i] &= LIMB_MASK;
  }
  return hide(r[8] >> 31);
}

/* Brings the value, by the invariant between -p and 2p, into [0, p). */
static void canonical(element r, const element a) {
  element t;
  copy(t, a);
  int32_t negative = carry_limbs(t);
  for (int i = 0; i < LIMBS; i++) t[i] += PRIME[i] & negative;
  carry_limbs(t);
  element less;
  for (int i = 0; i < LIMBS; i++) less[i] = t[i] - PRIME[i];
  int32_t below = carry_limbs(less);
  for (int i = 0; i < LIMBS; i++) r[i] = (t[i] & below) | (less[i] & ~below);
}

/* All ones if a is zero modulo p, else zero. */
static int32_t is_zero(const element a) {
  element t;
  canonical(t, a);
  int32_t bits = 0;
  for (int i = 0; i < LIMBS; i++) bits |= t[i];
  return hide((bits - 1) >> 31);
}

/* 2^522 modulo p: multiplying by it brings a number into Montgomery form. Computed once by `start`. */
static element to_montgomery;
/* 2^261 modulo p, the number one. */
static element one;

/* Reads a coordinate; returns zero, without reading it, if it is not below p. */
static int element_from_bytes(element r, const uint8_t *bytes) {
  element t, less;
  limbs_from_bytes(t, bytes);
  for (int i = 0; i < LIMBS; i++) less[i] = t[i] - PRIME[i];
  if (!carry_limbs(less)) return 0;
  multiply(r, t, to_montgomery);
  return 1;
}

static void element_to_bytes(uint8_t *bytes, const element a) {
  static const element plain_one = {1};
  element t;
  multiply(t, a, plain_one);
  canonical(t, t);
  for (int bit = 0; bit < 256; bit += 8) {
    int limb = bit / LIMB_BITS, shift = bit % LIMB_BITS;
    int64_t pair = t[limb] | (limb < 8 ? (int64_t)t[limb + 1] << LIMB_BITS : 0);
    bytes[31 - bit / 8] = (uint8_t)(pair >> shift);
  }
}

static void field_start(void) {
  element x = {1};
  for (int i = 0; i < 522; i++) {
    if (i == 261) copy(one, x);
    add(x, x, x);
  }
  copy(to_montgomery, x);
}
#endif
