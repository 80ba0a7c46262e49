import { Big } from 'big.js';
import { isValidDate } from '../../kernel/dates.ts';
import type { FieldOf, FieldType } from './definition.ts';
import { formats } from './formats.ts';
import { mostDigits } from './limits.ts';
import { fault, type Fault } from './problems.ts';
import { isEmpty, own, type Address, type CellValue, type FileReference } from './values.ts';

/** An answer brought into its one form: empty values are null or `[]`; an answer that cannot be read is empty with a fault. */
export interface ReadAnswer {
  readonly value: CellValue;
  readonly fault: Fault | null;
}

/** The parts of a field that decide how its answer is read. */
export type ReadableField = Pick<FieldOf<unknown>, 'type' | 'format' | 'decimals'>;

const good = (value: CellValue): ReadAnswer => ({ value, fault: null });
const bad = (value: CellValue, say: (name: string) => string): ReadAnswer => ({ value, fault: fault('type', say) });
const notThis = (name: string): string => `${name}的内容无法识别，请重新填写`;

/**
 * Reads what a person typed, chose or sent, for every type but sub-tables.
 *
 * It is generous where the meaning is certain (full-width digits, `1,200`, `2026年9月1日`) and refuses the rest.
 */
export function readAnswer(field: ReadableField, raw: unknown): ReadAnswer {
  if (isEmpty(raw)) return good(emptyValue(field.type));
  return readers[field.type](raw, field);
}

/** What an empty field of this type holds. */
export const emptyValue = (type: FieldType): CellValue => (type === 'multi' || type === 'cascade' || type === 'file' ? [] : null);

type Reader = (raw: unknown, field: ReadableField) => ReadAnswer;

function readText(raw: unknown, { format }: ReadableField): ReadAnswer {
  if (typeof raw !== 'string') return bad(null, notThis);
  const text = format ? formats[format].tidy(raw) : raw.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(unprintable, '').trim();
  return good(text === '' ? null : text);
}

/** Control characters but tab and line feed, and the marks that turn the direction of writing. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g; // oxlint-disable-line no-control-regex -- they are what it removes

function readNumber(raw: unknown, field: ReadableField): ReadAnswer {
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? withoutSeparators(raw) : '';
  if (text === '') return typeof raw === 'string' ? good(null) : bad(null, notThis);
  if (!isNumber(text)) return bad(null, (name) => `${name}请填写数字`);
  const number = new Big(text);
  const places = decimalsOf(field);
  if (!number.eq(number.round(places))) {
    return bad(null, (name) => (places === 0 ? `${name}请填写整数` : `${name}最多保留 ${places} 位小数`));
  }
  if (!fitsNumber(number)) return bad(null, (name) => `${name}的位数过多，最多 ${mostDigits} 位数字`);
  return good(number.toNumber());
}

const isNumber = (text: string): boolean => text.length <= 60 && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text);

const withoutSeparators = (text: string): string => {
  const plain = text.normalize('NFKC').trim();
  return /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
};

/** Decimal places of a numeric field. */
export const decimalsOf = ({ type, decimals }: ReadableField): number => (type === 'integer' ? 0 : (decimals ?? 2));

const fitsNumber = (number: Big): boolean => number.c.length <= mostDigits && number.e < mostDigits && number.e > -mostDigits;

/**
 * Reads what an expression worked out: like an answer, but a number is first rounded to the places of its field, half
 * away from zero, as receipts do. Expressions write numbers of many digits as text.
 */
export function readResult(field: ReadableField, result: unknown): ReadAnswer {
  const text = typeof result === 'number' || typeof result === 'string' ? String(result) : '';
  const isNumeric = field.type === 'number' || field.type === 'integer' || field.type === 'money';
  return readAnswer(field, isNumeric && isNumber(text) ? new Big(text).round(decimalsOf(field), Big.roundHalfUp).toFixed() : result);
}

function readDate(raw: unknown): ReadAnswer {
  const text = typeof raw === 'string' ? raw.normalize('NFKC').trim() : '';
  const found = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const date = found ? `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}` : '';
  return isValidDate(date) ? good(date) : bad(null, (name) => `${name}不是有效的日期，请按 2026-09-01 的样子填写`);
}

function readTime(raw: unknown): ReadAnswer {
  const found = typeof raw === 'string' ? /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(raw.normalize('NFKC').trim()) : null;
  if (!found) return bad(null, (name) => `${name}不是有效的时间，请按 14:30 的样子填写`);
  return good(`${found[1]!.padStart(2, '0')}:${found[2]}`);
}

function readDateTime(raw: unknown): ReadAnswer {
  const [day = '', time = '', ...rest] = typeof raw === 'string' ? raw.normalize('NFKC').trim().split(/[T ]+/) : [];
  const date = readDate(day).value;
  const seconds = /^\d{2}:\d{2}:([0-5]\d)$/.exec(time)?.[1] ?? '00';
  const minutes = readTime(time).value;
  if (date === null || minutes === null || rest.length > 0) {
    return bad(null, (name) => `${name}不是有效的日期和时间，请按 2026-09-01 14:30 的样子填写`);
  }
  return good(`${String(date)}T${String(minutes)}:${seconds}`);
}

const readBoolean: Reader = (raw) => (typeof raw === 'boolean' ? good(raw) : bad(null, notThis));
const readCode: Reader = (raw) => (typeof raw === 'string' ? good(raw) : bad(null, notThis));

const isCodes = (raw: unknown): raw is string[] => Array.isArray(raw) && raw.every((each) => typeof each === 'string');

const readCodes: Reader = (raw) => (isCodes(raw) ? good([...new Set(raw)]) : bad([], notThis));
const readPath: Reader = (raw) => (isCodes(raw) ? good([...raw]) : bad([], notThis));

function readAddress(raw: unknown): ReadAnswer {
  const division = own(raw, 'division') ?? [];
  const detail = own(raw, 'detail') ?? '';
  if (typeof raw !== 'object' || !isCodes(division) || typeof detail !== 'string') return bad(null, notThis);
  const address: Address = { division: [...division], detail: String(readText(detail, { type: 'text' }).value ?? '') };
  return good(address.division.length === 0 && address.detail === '' ? null : address);
}

function fileReference(raw: unknown): FileReference | null {
  const [id, name, size, type] = ['id', 'name', 'size', 'type'].map((key) => own(raw, key));
  if (typeof id !== 'string' || id.length === 0 || id.length > 100) return null;
  if (typeof name !== 'string' || name.length === 0 || name.length > 255) return null;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null;
  return { id, name, size, type: typeof type === 'string' ? type.slice(0, 100) : '' };
}

function readFiles(raw: unknown): ReadAnswer {
  const files = Array.isArray(raw) ? raw.map(fileReference) : [null];
  const known = files.filter((file) => file !== null);
  return known.length === files.length ? good(known) : bad([], (name) => `${name}未能上传成功，请重新上传`);
}

function readSignature(raw: unknown): ReadAnswer {
  const file = fileReference(raw);
  return file ? good(file) : bad(null, (name) => `${name}的签名未能保存，请重新签名`);
}

const readers: Readonly<Record<FieldType, Reader>> = {
  text: readText,
  textarea: readText,
  number: readNumber,
  integer: readNumber,
  money: readNumber,
  date: readDate,
  dateTime: readDateTime,
  time: readTime,
  radio: readCode,
  select: readCode,
  multi: readCodes,
  boolean: readBoolean,
  cascade: readPath,
  address: readAddress,
  file: readFiles,
  signature: readSignature,
  subTable: () => good(null),
  note: () => good(null),
  declaration: readBoolean,
};
