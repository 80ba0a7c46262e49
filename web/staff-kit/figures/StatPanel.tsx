import type { ReactNode } from 'react';
import { PageLink } from '../PageLink.tsx';
import type { Tone } from '../words/StatusTag.tsx';

/** A row of figures. */
export const StatPanel = ({ label, children }: { label: string; children: ReactNode }) => (
  <ul className="stat-panel" aria-label={label}>
    {children}
  </ul>
);

export interface FigureProps {
  readonly label: string;
  readonly value: number | string;
  readonly unit?: string;
  /** The list behind the figure. */
  readonly to?: string;
  /** Small, below: 较上月 +12. */
  readonly note?: ReactNode;
  readonly tone?: Tone;
}

/** One figure; it opens the list it counts. */
export function Figure({ label, value, unit, to, note, tone = 'neutral' }: FigureProps) {
  const content = (
    <>
      <span className="stat-label">{label}</span>
      <span className={`stat-value stat-${tone}`}>
        {typeof value === 'number' ? value.toLocaleString('zh-CN') : value}
        {unit && <span className="stat-unit"> {unit}</span>}
      </span>
      {note && <span className="stat-note">{note}</span>}
    </>
  );
  return <li className="stat">{to ? <PageLink to={to}>{content}</PageLink> : <div>{content}</div>}</li>;
}
