import { defineStates } from '../../../kernel/states.ts';
import type { SealKind, SealStatus } from './contract.ts';

/** A destroyed seal has no key any more, so nothing leads back. */
export const sealStates = defineStates<SealStatus>('draft', {
  draft: ['inForce', 'declined'],
  declined: [],
  inForce: ['suspended', 'destroyed'],
  suspended: ['inForce', 'destroyed'],
  destroyed: [],
});

/** The name that stands on a unit's seal: a second name in brackets has a seal of its own. */
export const nameOnSeal = (unitName: string): string => unitName.replace(/（[^（）]*）$/u, '');

/** What a seal is called: the unit, and for a special seal its purpose. */
export const sealName = (unitName: string, purpose: string): string => `${nameOnSeal(unitName)}${purpose}`;

/** What kind of seal, in words. */
export const sealWords = (kind: SealKind, purpose: string): string => (kind === 'official' ? '公章' : purpose);

/** Years a seal's certificate lasts. */
export const validYears = 5;
