import { type PrivateKey, type PublicKey, sign } from './sm2/index.ts';

/**
 * Whoever can sign with an SM2 key: a key in memory here; an HSM, a seal server or a co-signing service
 * behind the same shape, where the private key never comes to us.
 */
export interface Signer {
  readonly publicKey: PublicKey;
  /** Signs with the default user id; the signature is DER. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** A signer whose private key is in this process. */
export function localSigner(key: PrivateKey): Signer {
  return { publicKey: key.publicKey, sign: async (message) => sign(key, message, { encoding: 'der' }) };
}
