import { cryptoErrors } from './errors.ts';

/** Bytes as PEM (RFC 7468): base64 between lines that name the content. */
export function toPem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/**
 * The bytes of the first PEM block with this label; text before and after is ignored.
 *
 * @param what - the name of the thing, in Chinese, for the message
 * @throws crypto.malformed
 */
export function fromPem(label: string, what: string, pem: string): Buffer {
  const begin = `-----BEGIN ${label}-----`;
  const start = pem.indexOf(begin);
  const end = pem.indexOf(`-----END ${label}-----`, start);
  if (start === -1 || end === -1) throw cryptoErrors.malformed({ what });
  const base64 = pem.slice(start + begin.length, end).replace(/\s/g, '');
  const der = Buffer.from(base64, 'base64');
  if (der.length === 0 || der.toString('base64') !== base64) throw cryptoErrors.malformed({ what });
  return der;
}
