import type { ReactNode } from 'react';

export interface FieldShown {
  readonly label: string;
  /** Nothing becomes a dash. */
  readonly value: ReactNode;
  /** Takes the whole line. */
  readonly wide?: boolean;
}

/** Labels and values of a record, two to a line on a desk, one on a narrow screen. */
export const Fields = ({ of, columns = 2 }: { of: readonly FieldShown[]; columns?: 1 | 2 | 3 }) => (
  <dl className={`fields fields-${columns}`}>
    {of.map(({ label, value, wide }) => (
      <div key={label} className={wide ? 'wide' : ''}>
        <dt>{label}</dt>
        <dd>{value === null || value === undefined || value === '' ? '—' : value}</dd>
      </div>
    ))}
  </dl>
);
