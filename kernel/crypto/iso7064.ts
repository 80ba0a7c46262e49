/**
 * The hybrid check characters of ISO 7064 (GB/T 17710): they find every single wrong character and nearly
 * every swap of neighbours (of random ones 98 in 100 by MOD 11,10 and 998 in 1,000 by MOD 37,36).
 */
export interface CheckSystem {
  /** The check character of a text; null if the text is empty or holds a character outside the alphabet. */
  checkCharacter(text: string): string | null;
  /** Whether the text, check character included, is right. */
  isValid(text: string): boolean;
}

/** MOD 11,10 over the digits 0-9. */
export const mod11_10: CheckSystem = hybrid('0123456789');

/** MOD 37,36 over the digits 0-9 and the capitals A-Z. */
export const mod37_36: CheckSystem = hybrid('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** The MOD M+1,M system of an alphabet of M characters (ISO 7064:2003, clause 8). */
function hybrid(alphabet: string): CheckSystem {
  const m = alphabet.length;
  const checkCharacter = (text: string): string | null => {
    let product = m;
    for (const character of text) {
      const value = alphabet.indexOf(character);
      if (value === -1) return null;
      product = (((product + value) % m || m) * 2) % (m + 1);
    }
    return text === '' ? null : alphabet.charAt((m + 1 - product) % m);
  };
  return {
    checkCharacter,
    isValid: (text) => text !== '' && checkCharacter(text.slice(0, -1)) === text.slice(-1),
  };
}
