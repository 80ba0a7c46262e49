import { isValidDate } from '../../kernel/dates.ts';
import { isOrganisationCode, isResidentId, isUscc, usccCheck } from '../identifiers/contract.ts';
import type { TextFormat } from './definition.ts';
import { fault, type Fault } from './problems.ts';

interface Format {
  /** Brings what people type into the one form that is kept. */
  readonly tidy: (text: string) => string;
  readonly check: (text: string) => Fault | null;
  /** Keyboard a phone should offer. */
  readonly keyboard: 'text' | 'numeric' | 'tel' | 'email';
}

const withoutGaps = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\u2010-\u2015-]/g, '');
const upper = (text: string): string => withoutGaps(text).toUpperCase();
const dialled = (text: string): string => withoutGaps(text).replaceAll(/[()]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');

const formatFault = (say: (name: string) => string): Fault => fault('format', say);
const unless = (fine: boolean, say: (name: string) => string): Fault | null => (fine ? null : formatFault(say));

function checkResidentId(text: string): Fault | null {
  if (text.length !== 18) return formatFault((name) => `${name}应为 18 位，现在是 ${text.length} 位，请核对`);
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return formatFault((name) => `${name}的前 17 位应为数字，末位应为数字或 X，请核对`);
  if (!isValidDate(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`)) {
    return formatFault((name) => `${name}第 7 至 14 位不是有效的出生日期，请核对`);
  }
  return unless(isResidentId(text), (name) => `${name}第 18 位校验不符，请核对`);
}

function checkUscc(text: string): Fault | null {
  if (text.length !== 18) return formatFault((name) => `${name}应为 18 位，现在是 ${text.length} 位，请核对`);
  const check = usccCheck(text.slice(0, 17));
  if (check === null) return formatFault((name) => `${name}只能由数字和大写字母组成，且不含 I、O、S、V、Z，请核对`);
  if (check !== text[17]) return formatFault((name) => `${name}第 18 位校验不符，请核对`);
  if (!isOrganisationCode(text.slice(8, 17))) return formatFault((name) => `${name}第 9 至 17 位校验不符，请核对`);
  return unless(isUscc(text), (name) => `${name}的前 8 位不正确，请核对`);
}

function checkSubjectCode(text: string): Fault | null {
  return unless(isResidentId(text) || isUscc(text), (name) => `${name}应为 18 位身份证号码或统一社会信用代码，请核对`);
}

const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text);

/** Province, issuing office, then five characters, or six for new-energy vehicles. @source GA 36-2018 */
const plate =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z](?:[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警港澳]|[A-HJ-NP-Z\d]{6})$/;

/** `0398 1234567` and the like become `0398-1234567`; area codes have three digits only for 010 and 02x. */
function tidyPhone(text: string): string {
  const digits = dialled(text);
  const landline = /^(01\d|02\d|0[3-9]\d{2})(\d{7,8})$/.exec(digits);
  return landline ? `${landline[1]}-${landline[2]}` : digits;
}

/** The formats a text field may have. */
export const formats: Readonly<Record<TextFormat, Format>> = {
  residentId: { tidy: upper, check: checkResidentId, keyboard: 'text' },
  uscc: { tidy: upper, check: checkUscc, keyboard: 'text' },
  subjectCode: { tidy: upper, check: checkSubjectCode, keyboard: 'text' },
  mobile: {
    tidy: dialled,
    check: (text) => unless(isMobile(text), (name) => `${name}应为 11 位手机号码，请核对`),
    keyboard: 'tel',
  },
  phone: {
    tidy: tidyPhone,
    check: (text) =>
      unless(isMobile(text) || /^0\d{2,3}-\d{7,8}$/.test(text), (name) => `${name}应为 11 位手机号码，或带区号的固定电话，请核对`),
    keyboard: 'tel',
  },
  postcode: {
    tidy: withoutGaps,
    check: (text) => unless(/^\d{6}$/.test(text), (name) => `${name}应为 6 位数字，请核对`),
    keyboard: 'numeric',
  },
  email: {
    tidy: (text) => text.normalize('NFKC').trim(),
    check: (text) => unless(/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text), (name) => `${name}应形如 zhangsan@example.com，请核对`),
    keyboard: 'email',
  },
  plateNumber: {
    tidy: (text) => upper(text).replaceAll(/[·.•]/g, ''),
    check: (text) => unless(plate.test(text), (name) => `${name}应形如豫M12345，请核对`),
    keyboard: 'text',
  },
};
