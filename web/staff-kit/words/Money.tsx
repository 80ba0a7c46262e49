import { formatMoney, type Money as Amount } from '../../../kernel/money.ts';

/** An amount with two decimals and 元, figures under each other in a column. */
export const Money = ({ amount }: { amount: Amount | null | undefined }) =>
  amount ? <span className="figures">{formatMoney(amount)}</span> : <span className="soft">—</span>;
