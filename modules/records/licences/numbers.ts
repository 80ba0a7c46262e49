import type { Context } from '../../../kernel/context.ts';
import { mod11_10 } from '../../../kernel/crypto/index.ts';
import { nextNumber } from '../../../kernel/db/numbers.ts';
import { licenceErrors } from './contract.ts';
import type { LicenceDefinition } from './definition.ts';

/**
 * The next number of a licence type, or the answer that is its number; two transactions never get the same.
 *
 * @param divisionCode - of the issuer, six digits or more
 * @throws licences.badNumberPart when an answer the number needs is missing or holds other than digits, capitals and dashes
 */
export async function nextLicenceNumber(ctx: Context, { number, fields }: LicenceDefinition, answers: Readonly<Record<string, unknown>>, divisionCode: string): Promise<string> {
  const part = (key: string, pattern: RegExp): string => {
    const value = Object.hasOwn(answers, key) ? answers[key] : undefined;
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw licenceErrors.badNumberPart({ field: fields.find((field) => field.key === key)?.label ?? key });
  };
  if ('field' in number) return part(number.field, /^[0-9A-Z-]{4,40}$/);
  const slots = [...number.pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !builtIn.has(name));
  const values = Object.fromEntries(slots.map((key) => [key, part(key, /^[0-9A-Z]{1,8}$/)]));
  const plain = await nextNumber(ctx, number.pattern, { ...values, division: divisionCode.slice(0, 6) });
  return number.check === undefined ? plain : `${plain}${mod11_10.checkCharacter(plain.replaceAll(/\D/g, '')) ?? ''}`;
}

const builtIn: ReadonlySet<string> = new Set(['yyyy', 'yyyyMM', 'yyyyMMdd', 'division']);

/** The next serial of an issuer's licences of a type, for the identifier: year and seven digits. */
export async function nextSerial(ctx: Context, typeCode: string, issuerCode: string): Promise<string> {
  const text = await nextNumber(ctx, '{type}.{issuer}.{yyyy}{seq:7}', { type: typeCode, issuer: issuerCode });
  return text.slice(text.lastIndexOf('.') + 1);
}
