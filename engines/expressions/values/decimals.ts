/**
 * Exact decimals as FEEL wants them: 34 significant digits, half-even (IEEE 754 decimal128). A result outside the
 * range of decimal128 is null. Values are never changed in place, so they may be shared.
 */
import { Big } from 'big.js';

const DIGITS = 34;
const LARGEST_EXPONENT = 6144;
const SMALLEST_EXPONENT = -6176;
/** Two digits more than kept, cut off and not rounded, so that the final rounding is the only one. */
const WORKING_DECIMALS = DIGITS + 2;

const Decimal = Big();
Decimal.DP = WORKING_DECIMALS;
Decimal.RM = Big.roundDown;

export const zero = new Decimal(0);
export const one = new Decimal(1);

/** The decimal that a JavaScript number shows when printed; null for NaN and infinities. */
export const decimalOf = (value: number): Big | null => (Number.isFinite(value) ? new Decimal(value) : null);

/** Reads `-12.50`, `.5` or `1e3`; null when the text is no number or out of range. */
export function parseDecimal(text: string): Big | null {
  if (text.length > 1000 || !/^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,6})?$/i.test(text)) return null;
  return fit(new Decimal(text));
}

/** Writes a decimal in full where that is readable, else with an exponent. */
export const decimalText = (value: Big): string => (Math.abs(value.e) <= DIGITS ? value.toFixed() : value.toExponential());

const isZero = (value: Big): boolean => value.c[0] === 0;

function fit(value: Big): Big | null {
  if (value.e > LARGEST_EXPONENT) return null;
  if (value.e < SMALLEST_EXPONENT) return zero;
  return value.c.length > DIGITS ? value.prec(DIGITS, Big.roundHalfEven) : value;
}

/** Compares without the copies that `Big.cmp` makes; decision tables live on this. */
export function compareDecimals(a: Big, b: Big): number {
  const left = a.c;
  const right = b.c;
  if (left[0] === 0 || right[0] === 0) return (left[0] === 0 ? 0 : a.s) - (right[0] === 0 ? 0 : b.s);
  if (a.s !== b.s) return a.s;
  if (a.e !== b.e) return a.e > b.e ? a.s : -a.s;
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference > 0 ? a.s : -a.s;
  }
  return (left.length - right.length) * a.s;
}

export function add(a: Big, b: Big): Big | null {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  // Beyond the reach of rounding the smaller number cannot show, but aligning the two would cost thousands of digits.
  const gap = a.e - b.e;
  if (Math.abs(gap) > 2 * DIGITS + 2) return gap > 0 ? a : b;
  return fit(a.plus(b));
}

export const negate = (a: Big): Big => (isZero(a) ? a : a.neg());

export const subtract = (a: Big, b: Big): Big | null => add(a, negate(b));

export const multiply = (a: Big, b: Big): Big | null => fit(a.times(b));

/** Null when the divisor is zero. */
export function divide(a: Big, b: Big): Big | null {
  if (isZero(b)) return null;
  if (isZero(a)) return zero;
  const dividend = withExponent(a, 0);
  const divisor = withExponent(b, 0);
  const quotient = dividend.div(divisor);
  return fit(withExponent(keepTail(quotient, () => quotient.times(divisor).eq(dividend)), quotient.e + a.e - b.e));
}

/** The remainder with the sign of the divisor: `a - b * floor(a / b)`. */
export function modulo(a: Big, b: Big): Big | null {
  // With a quotient longer than 34 digits the remainder would be noise, and dear to compute.
  if (isZero(b) || a.e - b.e > DIGITS) return null;
  const remainder = new Decimal(a).mod(b);
  return isZero(remainder) ? zero : remainder.s === b.s ? fit(remainder) : add(remainder, b);
}

/** Exact for whole exponents; otherwise to the 15 digits of the machine's floating point. */
export function power(base: Big, exponent: Big): Big | null {
  const times = toSmallInteger(exponent);
  if (times === null) return fromFloat(Math.pow(base.toNumber(), exponent.toNumber()));
  const size = wholePower(base, Math.abs(times));
  return size && (times < 0 ? divide(one, size) : fit(size));
}

function wholePower(base: Big, times: number): Big | null {
  let result = one;
  let square = base;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result.times(square).prec(2 * DIGITS);
    if (result.e > LARGEST_EXPONENT) return null;
    if (result.e < 2 * SMALLEST_EXPONENT) return zero;
    if (left > 1 && Math.abs(square.e) <= 4 * LARGEST_EXPONENT) square = square.times(square).prec(2 * DIGITS);
  }
  return result;
}

/** Null for negative numbers. */
export function squareRoot(a: Big): Big | null {
  if (isZero(a)) return zero;
  if (a.s < 0) return null;
  const half = Math.floor(a.e / 2);
  const root = withExponent(a, a.e - 2 * half).sqrt();
  return fit(withExponent(keepTail(root, () => root.times(root).eq(withExponent(a, a.e - 2 * half))), root.e + half));
}

export const exponential = (a: Big): Big | null => fromFloat(Math.exp(a.toNumber()));

export const logarithm = (a: Big): Big | null => (a.s > 0 && !isZero(a) ? fromFloat(Math.log(a.toNumber())) : null);

const fromFloat = (value: number): Big | null => (Number.isFinite(value) ? new Decimal(value.toPrecision(15)) : null);

export type Rounding = 'down' | 'up' | 'half down' | 'half up' | 'half even' | 'floor' | 'ceiling';

/** Rounds to so many decimals; negative decimals round to tens, hundreds... Null when `decimals` is out of range. */
export function round(value: Big, decimals: number, rounding: Rounding): Big | null {
  if (!Number.isInteger(decimals) || decimals < -6111 || decimals > 6176) return null;
  switch (rounding) {
    case 'down':
      return value.round(decimals, Big.roundDown);
    case 'up':
      return value.round(decimals, Big.roundUp);
    case 'half up':
      return value.round(decimals, Big.roundHalfUp);
    case 'half even':
      return value.round(decimals, Big.roundHalfEven);
    case 'half down': {
      const down = value.round(decimals, Big.roundDown);
      return isZero(value.minus(down)) || value.minus(down).abs().lte(`5e${-decimals - 1}`) ? down : value.round(decimals, Big.roundUp);
    }
    case 'floor':
      return value.round(decimals, value.s < 0 ? Big.roundUp : Big.roundDown);
    case 'ceiling':
      return value.round(decimals, value.s < 0 ? Big.roundDown : Big.roundUp);
  }
}

/** The whole number as a JavaScript number; null when it has decimals or more than nine digits. */
export function toSmallInteger(value: Big): number | null {
  return value.e < 9 && value.e >= value.c.length - 1 ? value.toNumber() : null;
}

function withExponent(value: Big, exponent: number): Big {
  const copy = new Decimal(value);
  copy.e = exponent;
  return copy;
}

/**
 * Keeps a cut-off result from looking like an exact tie: the digits after 34 read "5", yet more followed.
 */
function keepTail(value: Big, isExact: () => boolean): Big {
  if (value.c.length === DIGITS + 1 && value.c[DIGITS] === 5 && !isExact()) value.c.push(1);
  return value;
}
