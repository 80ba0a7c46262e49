const root = '1.2.156.3005.2';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The parts of an electronic licence identifier. */
export interface LicenceIdentifier {
  /** USCC of the organ that defined the type, and a three-digit number. */
  readonly typeCode: string;
  /** USCC of the issuing organ. */
  readonly issuerCode: string;
  readonly serial: string;
  /** Three digits, 001 for the first. */
  readonly version: string;
}

/**
 * The check character over type, issuer, serial and version, without root and dots; null when a character is not 0-9 A-Z.
 *
 * @source GB/T 36904-2018; ISO 7064 MOD 37,36
 */
export function licenceIdentifierCheck({ typeCode, issuerCode, serial, version }: LicenceIdentifier): string | null {
  let rest = 36;
  for (const character of `${typeCode}${issuerCode}${serial}${version}`) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    rest = ((rest + value) % 36 || 36) * 2 % 37;
  }
  return alphabet[(37 - rest) % 36] ?? null;
}

/**
 * Writes the identifier with its check character.
 *
 * @throws RangeError when a part holds a character that is not 0-9 A-Z
 */
export function licenceIdentifier(parts: LicenceIdentifier): string {
  const check = licenceIdentifierCheck(parts);
  if (check === null) throw new RangeError('an electronic licence identifier holds only digits and capital letters');
  return [root, parts.typeCode, parts.issuerCode, parts.serial, parts.version, check].join('.');
}

/** Reads an identifier; null when its shape or its check character is wrong (real feeds hold such ones: set them aside). */
export function readLicenceIdentifier(text: string): LicenceIdentifier | null {
  const match = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,32})\.(\d{3})\.([0-9A-Z])$/.exec(text);
  if (!match) return null;
  const [, typeCode = '', issuerCode = '', serial = '', version = '', check] = match;
  const parts = { typeCode, issuerCode, serial, version };
  return licenceIdentifierCheck(parts) === check ? parts : null;
}
