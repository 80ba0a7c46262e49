import type { ReactNode } from 'react';

export type Tone = 'blue' | 'green' | 'amber' | 'red' | 'grey';

/** A state in a word; the colour repeats it for quick eyes. */
export const Tag = ({ tone = 'grey', children }: { readonly tone?: Tone; readonly children: ReactNode }): ReactNode => (
  <span className={`tag ${tone}`}>{children}</span>
);

export interface SummaryRow {
  readonly label: string;
  readonly value: ReactNode;
  /** Where this value is changed. */
  readonly change?: string;
}

/** Labels and values, each with its link to change it. */
export const SummaryList = ({ rows }: { readonly rows: readonly SummaryRow[] }): ReactNode => (
  <dl className="summary">
    {rows.map(({ label, value, change }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
        {change && <dd className="change"><a href={change} aria-label={`修改${label}`}>修改</a></dd>}
      </div>
    ))}
  </dl>
);

/** Nothing here: says so and what to do. */
export const EmptyState = ({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode => (
  <div className="empty">
    <p><strong>{title}</strong></p>
    {children}
  </div>
);

/** Work with a known end; `share` is 0 to 1. */
export const Progress = ({ share, label }: { readonly share: number; readonly label: string }): ReactNode => (
  <progress max={1} value={share} aria-label={label}>{Math.round(share * 100)}%</progress>
);

/** Steps of an application; on a phone only the present one with its number. */
export const Steps = ({ titles, current }: { readonly titles: readonly string[]; readonly current: number }): ReactNode => (
  <ol className="steps" aria-label="办理步骤">
    {titles.map((title, at) => (
      <li key={title} data-number={at + 1} className={at < current ? 'done' : undefined} aria-current={at === current ? 'step' : undefined}>
        {title}
        {at < current && <span className="unseen">（已完成）</span>}
        {at === current && <span className="of">（第 {at + 1} 步，共 {titles.length} 步）</span>}
      </li>
    ))}
  </ol>
);

export interface ProcessStep {
  readonly title: string;
  readonly state: 'done' | 'current' | 'coming';
  /** When, who or what, as one line. */
  readonly note?: string | null;
}

const stateWords = { done: '已完成', current: '进行中', coming: '未开始' } as const;

/** Where a case is: done, present and coming steps from top to bottom. */
export const ProcessSteps = ({ steps }: { readonly steps: readonly ProcessStep[] }): ReactNode => (
  <ol className="process" aria-label="办理进度">
    {steps.map((step) => (
      <li key={step.title} className={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
        <strong>{step.title}</strong> <span className="quiet">{stateWords[step.state]}</span>
        {step.note && <small>{step.note}</small>}
      </li>
    ))}
  </ol>
);

export type ClockLevel = 'green' | 'yellow' | 'red' | 'grey';

/** How a case stands with its time limit: the engine's sentence, with its light. */
export const ClockText = ({ level, children }: { readonly level: ClockLevel; readonly children: ReactNode }): ReactNode => (
  <span className={`clock ${level}`}>{children}</span>
);

interface PagerProps {
  /** Rows in all; counting stops at `total` when there are more. */
  readonly total: number;
  readonly more: boolean;
  readonly previous?: string | null;
  readonly next?: string | null;
}

/** To the pages before and after, as links; nothing where one page holds all. */
export const Pager = ({ total, more, previous, next }: PagerProps): ReactNode => (previous || next) && (
  <nav className="pager" aria-label="翻页">
    {previous && <a className="button" href={previous}>上一页</a>}
    {next && <a className="button" href={next}>下一页</a>}
    <span className="quiet">共 {total.toLocaleString('zh-CN')} 条{more ? '以上' : ''}</span>
  </nav>
);

/** A QR code made by the server, with its address in words for who cannot scan it. */
export const QrImage = ({ src, label, address }: { readonly src: string; readonly label: string; readonly address?: string }): ReactNode => (
  <figure>
    <img className="qr" src={src} alt={label} width={160} height={160} />
    {address && <figcaption><small>{address}</small></figcaption>}
  </figure>
);
