/*
 * The curve operations of SM2 (GB/T 32918.2 and .4) as a WebAssembly module. Hashing, random numbers
 * and formats stay in JavaScript. Arguments and results go through one exchange area; numbers are 32
 * bytes, points 64 bytes x||y, big end first. Every function answers 1 for done, 0 for refused.
 */
#include "field.h"
#include "point.h"
#include "scalar.h"

#define EXPORT(name) __attribute__((export_name(name)))

static struct {
  uint8_t digest[32];  /* e, the hash of the message with Z */
  uint8_t nonce[32];   /* k, random */
  uint8_t secret[32];  /* d, the private key */
  uint8_t inverse[32]; /* (1+d)^-1 modulo n, in Montgomery form */
  uint8_t r[32];
  uint8_t s[32];
  uint8_t point[64];  /* public key, or C1 of a ciphertext */
  uint8_t shared[64]; /* (x2, y2), known to both ends of an encryption */
} area;

EXPORT("area") void *area_address(void) { return &area; }

/* Fills the tables; called once, before anything else. */
EXPORT("start") void start(void) {
  field_start();
  scalar_start();
  point_start();
}

/* point -> whether it is on the curve */
EXPORT("check_point") int check_point(void) {
  point p;
  return point_from_bytes(&p, area.point);
}

/* secret -> point, inverse; refuses a secret outside [1, n-2] */
EXPORT("prepare_key") int prepare_key(void) {
  static const scalar plain_one = {1};
  scalar d;
  if (!scalar_read(d, area.secret)) return 0;
  scalar_add(d, d, plain_one);
  if (scalar_is_zero(d)) return 0;
  scalar_multiply(d, d, to_scalar_montgomery);
  scalar_invert(d, d);
  scalar_to_bytes(area.inverse, d);
  point p;
  multiply_base(&p, area.secret);
  return point_to_bytes(area.point, &p);
}

/* digest, nonce, inverse -> r, s; refuses a nonce that must be drawn again */
EXPORT("sign") int sign(void) {
  scalar e, k, r, s, inverse;
  point p;
  uint8_t coordinates[64];
  if (!scalar_read(k, area.nonce)) return 0;
  multiply_base(&p, area.nonce);
  if (!point_to_bytes(coordinates, &p)) return 0;
  scalar_from_bytes(e, area.digest);
  scalar_from_bytes(r, coordinates);
  scalar_add(r, r, e);
  /* s = (1+d)^-1 (k - r*d) = (1+d)^-1 (k + r) - r */
  scalar_add(s, k, r);
  if (scalar_is_zero(r) | scalar_is_zero(s)) return 0;
  scalar_from_bytes(inverse, area.inverse);
  scalar_multiply(s, s, inverse);
  scalar_subtract(s, s, r);
  if (scalar_is_zero(s)) return 0;
  scalar_to_bytes(area.r, r);
  scalar_to_bytes(area.s, s);
  return 1;
}

/* digest, r, s, point -> whether the signature is right */
EXPORT("verify") int verify(void) {
  scalar e, r, s, t;
  point p, q;
  uint8_t bytes[64];
  if (!scalar_read(r, area.r) || !scalar_read(s, area.s)) return 0;
  scalar_add(t, r, s);
  if (scalar_is_zero(t) || !point_from_bytes(&p, area.point)) return 0;
  scalar_to_bytes(bytes, t);
  multiply_point(&p, bytes, &p);
  multiply_base(&q, area.s);
  if (point_equal(&p, &q)) {
    point_double(&p, &p);
  } else {
    point_add(&p, &p, &q);
  }
  if (!point_to_bytes(bytes, &p)) return 0;
  scalar_from_bytes(t, bytes);
  scalar_from_bytes(e, area.digest);
  scalar_add(t, t, e);
  return scalar_equal(t, r);
}

/* nonce, point (of the receiver) -> point (C1), shared */
EXPORT("encapsulate") int encapsulate(void) {
  scalar k;
  point p;
  if (!scalar_read(k, area.nonce) || !point_from_bytes(&p, area.point)) return 0;
  multiply_point(&p, area.nonce, &p);
  if (!point_to_bytes(area.shared, &p)) return 0;
  multiply_base(&p, area.nonce);
  return point_to_bytes(area.point, &p);
}

/* secret, point (C1) -> shared */
EXPORT("decapsulate") int decapsulate(void) {
  scalar d;
  point p;
  if (!scalar_read(d, area.secret) || !point_from_bytes(&p, area.point)) return 0;
  multiply_point(&p, area.secret, &p);
  return point_to_bytes(area.shared, &p);
}
