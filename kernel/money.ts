import Big from 'big.js';

/** An amount in yuan as text with two decimals, e.g. `1234.50`; never a float. */
export type Money = string;

/** Rounds to fen, half away from zero, as receipts do. */
export const money = (amount: string | number | Big): Money => new Big(amount).toFixed(2, Big.roundHalfUp);

/** Adds amounts exactly. */
export const sumMoney = (amounts: readonly Money[]): Money => money(amounts.reduce((sum, each) => sum.plus(each), new Big(0)));

/** `1234.5` → `1,234.50 元`. */
export const formatMoney = (amount: Money): string => `${money(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ',')} 元`;
