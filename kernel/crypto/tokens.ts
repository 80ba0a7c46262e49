import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { sm3 } from './sm3.ts';

/** A random secret for a session, a link or an API client: 256 bits as 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What to store of a token, so that reading the database gives nobody a session: its SM3 hash, hexadecimal. */
export function tokenDigest(token: string): string {
  return sm3(token).toString('hex');
}

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(sm3(a), sm3(b));
}

/** A one-time code for a text message: six decimal digits, every code equally likely. */
export function newOneTimeCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
