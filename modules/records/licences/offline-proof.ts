import type { IsoDate } from '../../../kernel/dates.ts';

/**
 * A proof that fits into the QR code of a licence: who issued what to whom, signed with the issuer's seal, so that an
 * inspector without a network can compare it with the paper. It tells the state on the day of issue only.
 *
 * Runs in a browser; checking the signature is the caller's, see `offline-check.ts`.
 */
export interface OfflineFacts {
  readonly identifier: string;
  /** Dictionary `licence-status`, at issue. */
  readonly status: string;
  readonly validTo: IsoDate | null;
  readonly number: string;
  /** A person's name masked, an organisation's in full. */
  readonly holder: string;
  /** SM3 of everything on the face, base64url: whoever has the data can compare it. */
  readonly sm3: string;
  /** Serial number of the seal's certificate, hexadecimal. */
  readonly certificateSerial: string;
}

export interface OfflineProof {
  readonly facts: OfflineFacts;
  /** DER */
  readonly signature: Uint8Array;
}

const version = '1';

/** What is signed. */
export const proofText = (facts: OfflineFacts): string =>
  ['yiwang-licence', version, facts.identifier, facts.status, facts.validTo ?? '', facts.number, facts.holder, facts.sm3, facts.certificateSerial].join('|');

/** The address in the QR code: the page that verifies online, and behind `#`, which no server sees, the proof. */
export function proofAddress(verifyPage: string, { facts, signature }: OfflineProof): string {
  const parts = [version, facts.status, facts.validTo?.replaceAll('-', '') ?? '', writeText(facts.number), writeText(facts.holder), facts.sm3, facts.certificateSerial, writeBytes(signature)];
  return `${verifyPage}/${facts.identifier}#${parts.join('.')}`;
}

/** Reads what a QR code holds; null when it is no such address. */
export function readProofAddress(address: string): OfflineProof | null {
  const [, identifier, fragment] = /\/([0-9A-Z.]{20,120})#([\w.-]{20,900})$/.exec(address) ?? [];
  const [given, status, validTo, number, holder, sm3, certificateSerial, signature, ...more] = fragment?.split('.') ?? [];
  if (identifier === undefined || given !== version || more.length > 0) return null;
  if (status === undefined || validTo === undefined || sm3 === undefined || !/^(\d{8})?$/.test(validTo) || !/^[0-9a-f]{1,40}$/.test(certificateSerial ?? '')) return null;
  const texts = [readBytes(number), readBytes(holder), readBytes(signature)];
  const [numberBytes, holderBytes, signatureBytes] = texts;
  if (!numberBytes || !holderBytes || !signatureBytes) return null;
  const day = validTo === '' ? null : `${validTo.slice(0, 4)}-${validTo.slice(4, 6)}-${validTo.slice(6)}`;
  const decoder = new TextDecoder();
  return {
    facts: { identifier, status, validTo: day, number: decoder.decode(numberBytes), holder: decoder.decode(holderBytes), sm3, certificateSerial: certificateSerial ?? '' },
    signature: signatureBytes,
  };
}

const writeText = (text: string): string => writeBytes(new TextEncoder().encode(text));

const writeBytes = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function readBytes(text: string | undefined): Uint8Array | null {
  if (text === undefined || !/^[\w-]+$/.test(text) || text.length % 4 === 1) return null;
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.codePointAt(0) ?? 0);
}
