/*
 * GHASH, the authenticator of GCM (NIST SP 800-38D; SM4-GCM in RFC 8998), as a WebAssembly module.
 *
 * Carry-less multiplication after the idea of Thomas Pornin's BearSSL (ghash_ctmul64): integers with
 * three empty bits between the bits multiply without a carry reaching the next one, so four masked
 * parts and ordinary 64-bit multiplications do, with no table and no branch on data.
 */
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))

enum { BLOCK = 16 };

/* The key, the state, and their bit-reversed forms: [0] low half, [1] high half, [2] both added. */
static uint64_t key[3], key_reversed[3], state[2];
static uint8_t area[65536];

EXPORT("area") void *area_address(void) { return area; }
EXPORT("area_size") uint32_t area_size(void) { return sizeof area; }

static uint64_t read64(const uint8_t *bytes) {
  uint64_t r = 0;
  for (int i = 0; i < 8; i++) r = r << 8 | bytes[i];
  return r;
}

static void write64(uint8_t *bytes, uint64_t value) {
  for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(value >> (56 - 8 * i));
}

/* The low half of the carry-less product. */
static inline uint64_t multiply_low(uint64_t x, uint64_t y) {
  const uint64_t m0 = 0x1111111111111111, m1 = m0 << 1, m2 = m0 << 2, m3 = m0 << 3;
  uint64_t x0 = x & m0, x1 = x & m1, x2 = x & m2, x3 = x & m3;
  uint64_t y0 = y & m0, y1 = y & m1, y2 = y & m2, y3 = y & m3;
  uint64_t z0 = x0 * y0 ^ x1 * y3 ^ x2 * y2 ^ x3 * y1;
  uint64_t z1 = x0 * y1 ^ x1 * y0 ^ x2 * y3 ^ x3 * y2;
  uint64_t z2 = x0 * y2 ^ x1 * y1 ^ x2 * y0 ^ x3 * y3;
  uint64_t z3 = x0 * y3 ^ x1 * y2 ^ x2 * y1 ^ x3 * y0;
  return (z0 & m0) | (z1 & m1) | (z2 & m2) | (z3 & m3);
}

static inline uint64_t swap_bits(uint64_t x, int distance, uint64_t mask) {
  return (x & mask) << distance | (x >> distance & mask);
}

static inline uint64_t reverse(uint64_t x) {
  x = swap_bits(x, 1, 0x5555555555555555);
  x = swap_bits(x, 2, 0x3333333333333333);
  x = swap_bits(x, 4, 0x0f0f0f0f0f0f0f0f);
  x = swap_bits(x, 8, 0x00ff00ff00ff00ff);
  x = swap_bits(x, 16, 0x0000ffff0000ffff);
  return x << 32 | x >> 32;
}

/* Begins a hash under the key in the first block of the area. */
EXPORT("start") void start(void) {
  key[1] = read64(area);
  key[0] = read64(area + 8);
  key[2] = key[0] ^ key[1];
  for (int i = 0; i < 3; i++) key_reversed[i] = reverse(key[i]);
  state[0] = state[1] = 0;
}

/* Hashes whole blocks from the beginning of the area. */
EXPORT("update") void update(uint32_t blocks) {
  uint64_t y0 = state[0], y1 = state[1];
  for (const uint8_t *block = area; blocks > 0; blocks--, block += BLOCK) {
    y1 ^= read64(block);
    y0 ^= read64(block + 8);
    uint64_t y0r = reverse(y0), y1r = reverse(y1);

    /* Karatsuba; the high halves are low halves of the reversed numbers' product. */
    uint64_t low = multiply_low(y0, key[0]);
    uint64_t high = multiply_low(y1, key[1]);
    uint64_t middle = multiply_low(y0 ^ y1, key[2]) ^ low ^ high;
    uint64_t low_r = multiply_low(y0r, key_reversed[0]);
    uint64_t high_r = multiply_low(y1r, key_reversed[1]);
    uint64_t middle_r = multiply_low(y0r ^ y1r, key_reversed[2]) ^ low_r ^ high_r;
    uint64_t v0 = low;
    uint64_t v1 = reverse(low_r) >> 1 ^ middle;
    uint64_t v2 = reverse(middle_r) >> 1 ^ high;
    uint64_t v3 = reverse(high_r) >> 1;

    /* GCM numbers its bits from the other end, which leaves the product one bit short. */
    v3 = v3 << 1 | v2 >> 63;
    v2 = v2 << 1 | v1 >> 63;
    v1 = v1 << 1 | v0 >> 63;
    v0 = v0 << 1;

    /* Modulo x^128 + x^7 + x^2 + x + 1. */
    v2 ^= v0 ^ v0 >> 1 ^ v0 >> 2 ^ v0 >> 7;
    v1 ^= v0 << 63 ^ v0 << 62 ^ v0 << 57;
    v3 ^= v1 ^ v1 >> 1 ^ v1 >> 2 ^ v1 >> 7;
    v2 ^= v1 << 63 ^ v1 << 62 ^ v1 << 57;
    y0 = v2;
    y1 = v3;
  }
  state[0] = y0;
  state[1] = y1;
}

/* Writes the hash to the first block of the area and forgets the key. */
EXPORT("finish") void finish(void) {
  write64(area, state[1]);
  write64(area + 8, state[0]);
  for (int i = 0; i < 3; i++) key[i] = key_reversed[i] = 0;
  state[0] = state[1] = 0;
}
