import { defineStates } from '../../../kernel/states.ts';
import type { IsoDate } from '../../../kernel/dates.ts';
import type { LicenceStatus, Operation, Standing } from './contract.ts';

/**
 * What may become of a licence. One that has run out may still be struck off, or renewed by a late decision.
 *
 * @source 行政许可法 arts 50 (renewal), 69 (revocation), 70 (striking off)
 */
export const licenceStates = defineStates<LicenceStatus>('draft', {
  draft: ['issued'],
  issued: ['suspended', 'revoked', 'forfeited', 'cancelled', 'expired', 'replaced'],
  suspended: ['issued', 'revoked', 'forfeited', 'cancelled', 'expired', 'replaced'],
  revoked: ['cancelled'],
  forfeited: ['cancelled'],
  cancelled: [],
  expired: ['cancelled', 'replaced'],
  replaced: [],
});

/** The state each operation on an existing licence leads to. */
export const stateAfter = {
  suspend: 'suspended',
  resume: 'issued',
  revoke: 'revoked',
  forfeit: 'forfeited',
  cancel: 'cancelled',
  expire: 'expired',
  replace: 'replaced',
} as const satisfies Partial<Record<Operation, LicenceStatus>>;
export type StatusOperation = keyof typeof stateAfter;

/** Whether an operation may be done: resuming only ends a suspension. */
export const mayDo = (operation: StatusOperation, from: LicenceStatus): boolean =>
  licenceStates.can(from, stateAfter[operation]) && (operation !== 'resume' || from === 'suspended');

interface Term {
  readonly status: LicenceStatus;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

/** What an issued licence is worth on a day; the last valid day is one of validity. */
export function standingOn({ status, validFrom, validTo }: Term, day: IsoDate): Standing {
  if (status === 'draft') return 'notYet';
  if (status !== 'issued' && status !== 'suspended') return status;
  if (validTo !== null && validTo < day) return 'expired';
  if (status === 'suspended') return 'suspended';
  return validFrom > day ? 'notYet' : 'valid';
}

/** Codes of dictionary `licence-status`: a replaced licence counts as void, one not begun as 99 (other). */
export const nationalStatus: Readonly<Record<Standing, string>> = {
  valid: '01',
  suspended: '02',
  revoked: '03',
  cancelled: '04',
  expired: '05',
  replaced: '05',
  forfeited: '07',
  notYet: '99',
};

/** Codes of dictionary `licence-operation`: revoking and forfeiting count as striking off, a second copy and being replaced as other. */
export const nationalOperation: Readonly<Record<Operation, string>> = {
  issue: '01',
  renew: '02',
  suspend: '03',
  expire: '04',
  revoke: '05',
  forfeit: '05',
  cancel: '05',
  resume: '06',
  reissue: '07',
  replace: '07',
  change: '09',
};

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The code people type: twelve of 32 unmistakable characters in three groups, from twelve random bytes. */
export const verificationCode = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 12), (byte) => letters[byte % letters.length])
    .join('')
    .replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');

/** A typed code in the spelling it is kept in; null when it is none. */
export function readVerificationCode(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '');
  return /^[2-9A-HJ-NP-Z]{12}$/.test(plain) ? plain.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3') : null;
}
