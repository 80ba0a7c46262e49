import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { add, compareDecimals, decimalOf, decimalText, divide, modulo, multiply, parseDecimal, power, round, squareRoot, subtract } from './decimals.ts';

/** A fraction of whole numbers: arithmetic that shares nothing with big.js. */
type Fraction = { readonly top: bigint; readonly bottom: bigint };

/** A decimal as text and as a fraction. */
const decimal = fc.record({ digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), shift: fc.integer({ min: -12, max: 12 }) }).map(({ digits, shift }) => ({
  value: parseDecimal(`${digits}e${shift}`) as Big,
  fraction: shift < 0 ? { top: digits, bottom: 10n ** BigInt(-shift) } : { top: digits * 10n ** BigInt(shift), bottom: 1n },
}));

const length = (n: bigint): number => String(n < 0n ? -n : n).length;

/** Rounds a fraction to 34 digits, half to even, by long division on whole numbers. */
function rounded({ top, bottom }: Fraction): string {
  if (top === 0n) return '0';
  const [n, d] = [top < 0n !== bottom < 0n ? -1n : 1n, bottom < 0n ? -bottom : bottom];
  const size = top < 0n ? -top : top;
  let shift = 34 - (length(size) - length(d));
  const scaled = () => (shift >= 0 ? [size * 10n ** BigInt(shift), d] : [size, d * 10n ** BigInt(-shift)]) as [bigint, bigint];
  if (length(scaled()[0] / scaled()[1]) > 34) shift--;
  const [a, b] = scaled();
  const rest = a % b;
  const up = rest * 2n > b || (rest * 2n === b && (a / b) % 2n === 1n);
  return `${n * (a / b + (up ? 1n : 0n))}e${-shift}`;
}

const same = (ours: Big | null, theirs: Fraction): void => assert.equal(ours && decimalText(ours), decimalText(new Big(rounded(theirs))));

describe('decimals', () => {
  it('add, subtract and multiply like whole numbers, rounded once to 34 digits', () => {
    fc.assert(
      fc.property(decimal, decimal, ({ value: a, fraction: p }, { value: b, fraction: q }) => {
        same(add(a, b), { top: p.top * q.bottom + q.top * p.bottom, bottom: p.bottom * q.bottom });
        same(subtract(a, b), { top: p.top * q.bottom - q.top * p.bottom, bottom: p.bottom * q.bottom });
        same(multiply(a, b), { top: p.top * q.top, bottom: p.bottom * q.bottom });
      }),
      { numRuns: 500 },
    );
  });

  it('divide like whole numbers, rounded once to 34 digits', () => {
    fc.assert(
      fc.property(decimal, decimal, ({ value: a, fraction: p }, { value: b, fraction: q }) => {
        if (q.top === 0n) assert.equal(divide(a, b), null);
        else same(divide(a, b), { top: p.top * q.bottom, bottom: p.bottom * q.top });
      }),
      { numRuns: 500 },
    );
  });

  it('round a quotient up when digits follow an apparent half', () => {
    // 1.0…05 (35 digits) and then 0…01: a naive second rounding would see an exact half and go to the even digit.
    const divisor = parseDecimal('3') as Big;
    const dividend = multiply(divisor, parseDecimal('1.00000000000000000000000000000000049') as Big) as Big;
    same(divide(dividend, divisor), { top: BigInt(dividend.toFixed().replace('.', '')), bottom: 3n * 10n ** BigInt(dividend.toFixed().split('.')[1]?.length ?? 0) });
  });

  it('compare as their differences do', () => {
    fc.assert(
      fc.property(decimal, decimal, ({ value: a, fraction: p }, { value: b, fraction: q }) => {
        const difference = p.top * q.bottom - q.top * p.bottom;
        assert.equal(Math.sign(compareDecimals(a, b)) + 0, difference < 0n ? -1 : difference > 0n ? 1 : 0);
        assert.ok(compareDecimals(a, a) === 0);
      }),
    );
  });

  it('leave a remainder with the sign of the divisor', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(-(10n ** 6n), 10n ** 6n), (a, b) => {
        const ours = modulo(parseDecimal(String(a)) as Big, parseDecimal(String(b)) as Big);
        assert.equal(ours && decimalText(ours), b === 0n ? null : String(((a % b) + b) % b));
      }),
    );
  });

  it('raise to whole powers exactly, as far as 34 digits go', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 40 }), (base, times) => {
        same(power(decimalOf(base) as Big, decimalOf(times) as Big), { top: BigInt(base) ** BigInt(times), bottom: 1n });
      }),
    );
    same(power(decimalOf(3) as Big, decimalOf(-4) as Big), { top: 1n, bottom: 81n });
  });

  it('take square roots to 34 digits', () => {
    assert.equal(decimalText(squareRoot(decimalOf(2) as Big) as Big), '1.414213562373095048801688724209698');
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 17n), (n) => assert.equal(decimalText(squareRoot(parseDecimal(String(n * n)) as Big) as Big), String(n))),
    );
  });

  it('round by every rule of FEEL, as a table says', () => {
    const rules = ['up', 'down', 'half up', 'half down', 'half even', 'floor', 'ceiling'] as const;
    const table: Record<string, readonly number[]> = {
      '5.5': [6, 5, 6, 5, 6, 5, 6],
      '2.5': [3, 2, 3, 2, 2, 2, 3],
      '1.6': [2, 1, 2, 2, 2, 1, 2],
      '1.1': [2, 1, 1, 1, 1, 1, 2],
      '1.0': [1, 1, 1, 1, 1, 1, 1],
      '-1.1': [-2, -1, -1, -1, -1, -2, -1],
      '-1.6': [-2, -1, -2, -2, -2, -2, -1],
      '-2.5': [-3, -2, -3, -2, -2, -3, -2],
      '-5.5': [-6, -5, -6, -5, -6, -6, -5],
    };
    for (const [text, expected] of Object.entries(table)) {
      for (const [i, rule] of rules.entries()) assert.equal(Number(round(parseDecimal(text) as Big, 0, rule)), expected[i], `${text} ${rule}`);
    }
  });

  it('are null beyond the exponents of decimal128 and zero below', () => {
    assert.equal(parseDecimal('1e6145'), null);
    assert.equal(power(decimalOf(9) as Big, decimalOf(999_999_999) as Big), null);
    assert.equal(decimalText(multiply(parseDecimal('1e-6000') as Big, parseDecimal('1e-6000') as Big) as Big), '0');
    assert.equal(decimalOf(Number.NaN), null);
    assert.equal(parseDecimal('1,5'), null);
  });
});
