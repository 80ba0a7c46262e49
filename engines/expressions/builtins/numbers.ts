import type { Big } from 'big.js';
import { exponential, logarithm, modulo, one, round, squareRoot, toSmallInteger } from '../values/decimals.ts';
import type { Rounding } from '../values/decimals.ts';
import { isDuration, sizeOf, withSize } from '../values/temporal.ts';
import { isNumber } from '../values/values.ts';
import { builtin } from './signature.ts';
import type { Builtin } from './signature.ts';

/** The numeric functions of DMN 10.3.4.5. */
export const numberBuiltins: Record<string, Builtin> = {
  decimal: rounding('half even'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half up'),
  'round half down': rounding('half down'),
  floor: builtin('n: number, scale?: number', 'number', (_, n, scale) => roundAt(n, scale, 'floor')),
  ceiling: builtin('n: number, scale?: number', 'number', (_, n, scale) => roundAt(n, scale, 'ceiling')),
  abs: builtin('n: any', 'any', (_, n) => {
    if (isNumber(n)) return n.abs();
    return isDuration(n) ? withSize(n, Math.abs(sizeOf(n))) : null;
  }),
  modulo: builtin('dividend: number, divisor: number', 'number', (_, dividend, divisor) => modulo(dividend, divisor)),
  sqrt: builtin('number: number', 'number', (_, number) => squareRoot(number)),
  log: builtin('number: number', 'number', (_, number) => logarithm(number)),
  exp: builtin('number: number', 'number', (_, number) => exponential(number)),
  odd: builtin('number: number', 'boolean', (_, number) => isEven(number) === false),
  even: builtin('number: number', 'boolean', (_, number) => isEven(number) === true),
};

function rounding(kind: Rounding): Builtin {
  return builtin('n: number, scale: number', 'number', (_, n, scale) => roundAt(n, scale, kind));
}

function roundAt(n: Big, scale: Big | undefined, kind: Rounding): Big | null {
  const decimals = scale === undefined ? 0 : toSmallInteger(scale);
  return decimals === null ? null : round(n, decimals, kind);
}

/** Null for numbers that are not whole. */
function isEven(number: Big): boolean | null {
  const remainder = modulo(number, one.plus(one));
  return remainder && (remainder.eq(0) ? true : remainder.eq(1) ? false : null);
}
