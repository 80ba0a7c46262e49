import type { Big } from 'big.js';
import { toSmallInteger } from '../values/decimals.ts';

/**
 * Turns a FEEL position (from 1, or from the end when negative) into an offset from 0; null when it is zero, not
 * whole, or further from the end than there are items.
 */
export function placeIn(length: number, position: Big): number | null {
  const place = toSmallInteger(position);
  if (place === null || place === 0 || -place > length) return null;
  return place > 0 ? place - 1 : length + place;
}
