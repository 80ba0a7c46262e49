const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * The check character of a unified social credit code.
 *
 * @param first17 - upper case; null when a character is not of the code's alphabet (it has no I, O, S, V, Z)
 * @source GB 32100-2015, weights 3^(i-1) mod 31
 */
export function usccCheck(first17: string): string | null {
  if (first17.length !== 17) return null;
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = usccAlphabet.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return usccAlphabet[(31 - (sum % 31)) % 31] ?? null;
}

/**
 * The check character of an organisation code, `X` for ten.
 *
 * @param first8 - digits and upper case letters; null for anything else
 * @source GB 11714-1997
 */
export function organisationCheck(first8: string): string | null {
  if (!/^[0-9A-Z]{8}$/.test(first8)) return null;
  const sum = [...first8].reduce((total, character, index) => total + Number.parseInt(character, 36) * (organisationWeights[index] ?? 0), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Whether nine characters, with or without the dash before the last, are an organisation code with the right check character. */
export function isOrganisationCode(text: string): boolean {
  const code = text.replace('-', '');
  return code.length === 9 && organisationCheck(code.slice(0, 8)) === code[8];
}

/** Whether 18 characters are a unified social credit code: alphabet, division digits and both check characters. */
export const isUscc = (text: string): boolean =>
  /^[1-9A-GY][1-9A-Z]\d{6}[0-9A-Z]{10}$/.test(text) && usccCheck(text.slice(0, 17)) === text[17] && isOrganisationCode(text.slice(8, 17));
