/*
 * Points of the SM2 curve y^2 = x^3 - 3x + b in Jacobian coordinates: x = X/Z^2, y = Y/Z^3; Z is zero
 * at infinity.
 *
 * Multiplying a point takes the same steps whatever the scalar is: windows of four bits, each read by
 * a masked scan of its whole table and added whether it is zero or not, the sum taken by a mask.
 */
#ifndef POINT_H
#define POINT_H
#include "field.h"

typedef struct {
  element x, y, z;
} point;

enum { WINDOWS = 64, ENTRIES = 16 };

static const uint8_t CURVE_B[32] = {
    0x28, 0xe9, 0xfa, 0x9e, 0x9d, 0x9f, 0x5e, 0x34, 0x4d, 0x5a, 0x9e, 0x4b, 0xcf, 0x65, 0x09, 0xa7,
    0xf3, 0x97, 0x89, 0xf5, 0x15, 0xab, 0x8f, 0x92, 0xdd, 0xbc, 0xbd, 0x41, 0x4d, 0x94, 0x0e, 0x93};
static const uint8_t BASE_POINT[64] = {
    0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9, 0x94,
    0x8f, 0xe3, 0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74, 0xc7,
    0xbc, 0x37, 0x36, 0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21, 0x53,
    0xd0, 0xa9, 0x87, 0x7c, 0xc6, 0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0, 0xa0};

static element curve_b;
/* base_table[w][d] is d * 16^w times the base point; entry 0 is not used. */
static point base_table[WINDOWS][ENTRIES];

/* 2p, for every point: three multiplications and five squarings (dbl-2001-b of the Explicit-Formulas Database). */
static void point_double(point *r, const point *p) {
  element delta, gamma, beta, alpha, t, u;
  square(delta, p->z);
  square(gamma, p->y);
  multiply(beta, p->x, gamma);
  subtract(t, p->x, delta);
  add(u, p->x, delta);
  multiply(t, t, u);
  add(alpha, t, t);
  add(alpha, alpha, t);

  add(t, p->y, p->z);
  square(t, t);
  subtract(t, t, gamma);
  subtract(r->z, t, delta);

  add(beta, beta, beta);
  add(beta, beta, beta);
  square(t, alpha);
  subtract(t, t, beta);
  subtract(r->x, t, beta);

  square(gamma, gamma);
  add(gamma, gamma, gamma);
  add(gamma, gamma, gamma);
  add(gamma, gamma, gamma);
  subtract(t, beta, r->x);
  multiply(t, alpha, t);
  subtract(r->y, t, gamma);
}

/*
 * p + q for two different points, neither of them infinity (add-1998-cmo-2). If p and q are equal or
 * one is infinity the result is worthless; if q = -p it is infinity.
 */
static void point_add(point *r, const point *p, const point *q) {
  element pzz, qzz, u, h, s, d, hh, hhh, v, t;
  square(pzz, p->z);
  square(qzz, q->z);
  multiply(u, p->x, qzz);
  multiply(h, q->x, pzz);
  subtract(h, h, u);
  multiply(s, p->y, qzz);
  multiply(s, s, q->z);
  multiply(d, q->y, pzz);
  multiply(d, d, p->z);
  subtract(d, d, s);

  square(hh, h);
  multiply(hhh, hh, h);
  multiply(v, u, hh);
  multiply(t, p->z, q->z);
  multiply(r->z, t, h);

  square(t, d);
  subtract(t, t, hhh);
  subtract(t, t, v);
  subtract(r->x, t, v);
  subtract(t, v, r->x);
  multiply(t, d, t);
  multiply(s, s, hhh);
  subtract(r->y, t, s);
}

/* r = p where the mask is all ones; r stays where it is zero. */
static void point_take(point *r, const point *p, int32_t mask) {
  int32_t *out = (int32_t *)r;
  const int32_t *in = (const int32_t *)p;
  for (int i = 0; i < 3 * LIMBS; i++) out[i] = (in[i] & mask) | (out[i] & ~mask);
}

/* All ones if a is zero, else zero; a is below 2^31. */
static int32_t zero_mask(uint32_t a) {
  return hide((int32_t)(a - 1) >> 31);
}

/* Reads every entry of the table and keeps entry `digit`; entry 0 leaves zeros. */
static void point_select(point *r, const point table[ENTRIES], uint32_t digit) {
  int32_t *out = (int32_t *)r;
  for (int i = 0; i < 3 * LIMBS; i++) out[i] = 0;
  for (uint32_t d = 1; d < ENTRIES; d++) {
    int32_t mask = zero_mask(d ^ digit);
    const int32_t *entry = (const int32_t *)&table[d];
    for (int i = 0; i < 3 * LIMBS; i++) out[i] |= entry[i] & mask;
  }
}

/*
 * Adds table[digit] to the sum. `*empty` is all ones while the sum is infinity (every digit so far was
 * zero), and follows the digits only, so that infinity needs no formula and no branch.
 */
static void add_digit(point *sum, int32_t *empty, const point table[ENTRIES], uint32_t digit) {
  point term, total;
  point_select(&term, table, digit);
  point_add(&total, sum, &term);
  int32_t nothing = zero_mask(digit);
  point_take(&total, &term, *empty);
  point_take(sum, &total, ~nothing);
  *empty &= nothing;
}

/* The digit of weight 16^w of a scalar of 32 bytes, big end first. */
static uint32_t digit_of(const uint8_t *k, int w) {
  return (uint32_t)(k[31 - w / 2] >> (4 * (w % 2))) & 15;
}

/* table[d] = d times p, from 1; p is not infinity, and its order is beyond 16. */
static void point_table(point table[ENTRIES], const point *p) {
  table[1] = *p;
  point_double(&table[2], p);
  for (int d = 3; d < ENTRIES; d++) point_add(&table[d], &table[d - 1], p);
}

/*
 * k times the base point, for 0 < k < n. No addition meets two equal points: the sum so far is less
 * than 16^w times the base point, the term at least that, and together they stay below n.
 */
static void multiply_base(point *r, const uint8_t *k) {
  int32_t empty = -1;
  *r = base_table[0][1];
  for (int w = 0; w < WINDOWS; w++) add_digit(r, &empty, base_table[w], digit_of(k, w));
}

/*
 * k times p, for 0 < k < n. No addition meets two equal points: the sum, unless empty, is at least 16
 * times p, the term at most 15 times, and together they stay below n.
 */
static void multiply_point(point *r, const uint8_t *k, const point *p) {
  point table[ENTRIES];
  int32_t empty = -1;
  point_table(table, p);
  *r = *p;
  for (int w = WINDOWS - 1; w >= 0; w--) {
    for (int i = 0; i < 4; i++) point_double(r, r);
    add_digit(r, &empty, table, digit_of(k, w));
  }
}

/* All ones if p and q are the same point; neither is infinity. For points that are no secret. */
static int32_t point_equal(const point *p, const point *q) {
  element pzz, qzz, left, right;
  square(pzz, p->z);
  square(qzz, q->z);
  multiply(left, p->x, qzz);
  multiply(right, q->x, pzz);
  subtract(left, left, right);
  int32_t same = is_zero(left);
  multiply(left, p->y, qzz);
  multiply(left, left, q->z);
  multiply(right, q->y, pzz);
  multiply(right, right, p->z);
  subtract(left, left, right);
  return same & is_zero(left);
}

/* Reads x and y, 64 bytes; 0 unless both are below p and lie on the curve (whose every point has order n). */
static int point_from_bytes(point *r, const uint8_t *bytes) {
  element left, right, t;
  if (!element_from_bytes(r->x, bytes) || !element_from_bytes(r->y, bytes + 32)) return 0;
  copy(r->z, one);
  square(left, r->y);
  square(right, r->x);
  multiply(right, right, r->x);
  add(t, r->x, r->x);
  add(t, t, r->x);
  subtract(right, right, t);
  add(right, right, curve_b);
  subtract(t, left, right);
  return is_zero(t) != 0;
}

/* Writes x and y, 64 bytes; 0 if the point is infinity. */
static int point_to_bytes(uint8_t *bytes, const point *p) {
  element inverse, power, t;
  if (is_zero(p->z)) return 0;
  invert(inverse, p->z);
  square(power, inverse);
  multiply(t, p->x, power);
  element_to_bytes(bytes, t);
  multiply(power, power, inverse);
  multiply(t, p->y, power);
  element_to_bytes(bytes + 32, t);
  return 1;
}

static void point_start(void) {
  element_from_bytes(curve_b, CURVE_B);
  point p;
  point_from_bytes(&p, BASE_POINT);
  for (int w = 0; w < WINDOWS; w++) {
    point_table(base_table[w], &p);
    for (int i = 0; i < 4; i++) point_double(&p, &p);
  }
}
#endif
