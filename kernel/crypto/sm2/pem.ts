import {
  bitsOf, bitString, childrenOf, context, encodingOf, hasContextTag, identifierOf, integerBytesOf, type Node,
  objectIdentifier, octetsOf, octetString, parsing, sequence, taggedIn, unexpected, unsignedInteger,
} from '../asn1.ts';
import { cryptoErrors } from '../errors.ts';
import { oids } from '../object-identifiers.ts';
import { fromPem, toPem } from '../pem.ts';
import { type PrivateKey, privateKey, privateKeyBytes, type PublicKey, publicKey } from './keys.ts';

const algorithm = sequence(objectIdentifier(oids.ecPublicKey), objectIdentifier(oids.sm2Curve));

/** SubjectPublicKeyInfo of a public key, DER (RFC 5480, with the curve of GM/T 0006). */
export function publicKeyToDer(key: PublicKey): Buffer {
  return sequence(algorithm, bitString(key.bytes));
}

/** A public key from a parsed SubjectPublicKeyInfo. @throws crypto.malformed inside `parsing`, crypto.badKey */
export function publicKeyFromNode(node: Node | undefined): PublicKey {
  const [kind, bits] = childrenOf(node);
  requireSm2(kind);
  return publicKey(bitsOf(bits));
}

/** A public key as PEM, `PUBLIC KEY`, as openssl reads it. */
export function publicKeyToPem(key: PublicKey): string {
  return toPem('PUBLIC KEY', publicKeyToDer(key));
}

/** A public key from PEM. @throws crypto.malformed, crypto.badKey */
export function publicKeyFromPem(pem: string): PublicKey {
  return parsing('SM2 公钥文件', fromPem('PUBLIC KEY', 'SM2 公钥文件', pem), publicKeyFromNode);
}

/**
 * A private key as unencrypted PKCS#8 in PEM, as openssl reads it: for moving a key into a safe place.
 *
 * @source RFC 5958, RFC 5915
 */
export function privateKeyToPem(key: PrivateKey): string {
  const number = octetString(privateKeyBytes(key));
  const ecKey = sequence(unsignedInteger(Buffer.of(1)), number, context(1, bitString(key.publicKey.bytes)));
  return toPem('PRIVATE KEY', sequence(unsignedInteger(Buffer.of(0)), algorithm, octetString(ecKey)));
}

/**
 * A private key from unencrypted PKCS#8 in PEM.
 *
 * @throws crypto.malformed; crypto.badKey if out of range or not of the public key beside it
 */
export function privateKeyFromPem(pem: string): PrivateKey {
  const what = 'SM2 私钥文件';
  const ecKey = parsing(what, fromPem('PRIVATE KEY', what, pem), (root) => {
    const [, kind, content] = childrenOf(root);
    requireSm2(kind);
    return octetsOf(content);
  });
  return parsing(what, ecKey, (root) => {
    const [version, number, ...optional] = childrenOf(root);
    if (!integerBytesOf(version).equals(Buffer.of(1))) unexpected();
    const key = privateKey(octetsOf(number));
    const beside = optional.find((node) => hasContextTag(node, 1));
    if (beside && !bitsOf(taggedIn(beside, 1)[0]).equals(key.publicKey.bytes)) {
      throw cryptoErrors.badKey({ what: 'SM2 私钥', reason: '与文件中的公钥不对应' });
    }
    return key;
  });
}

function requireSm2(node: Node | undefined): void {
  const [kind, curve] = childrenOf(node);
  if (identifierOf(kind) !== oids.ecPublicKey || !encodingOf(curve).equals(objectIdentifier(oids.sm2Curve))) {
    throw cryptoErrors.badKey({ what: '密钥', reason: '不是 SM2 密钥' });
  }
}
