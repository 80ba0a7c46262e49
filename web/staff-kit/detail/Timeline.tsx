import type { ReactNode } from 'react';
import type { Tone } from '../words/StatusTag.tsx';
import { When } from '../words/When.tsx';

export interface TimelineStep {
  readonly key: string;
  readonly title: string;
  /** ISO instant; null for what is still to come. */
  readonly at: string | null;
  readonly who?: string;
  readonly tone?: Tone;
  /** Opinion, reason, letter. */
  readonly content?: ReactNode;
}

/** What happened and what comes next, in order; the present step is marked. */
export const Timeline = ({ steps, current }: { steps: readonly TimelineStep[]; current?: string }) => (
  <ol className="timeline">
    {steps.map(({ key, title, at, who, tone = 'neutral', content }) => (
      <li key={key} className={`timeline-step timeline-${tone} ${at === null && key !== current ? 'timeline-future' : ''}`} {...(key === current ? { 'aria-current': 'step' as const } : {})}>
        <p className="timeline-head">
          <span className="timeline-title">{title}</span>
          {who && <span>{who}</span>}
          {at && (
            <span className="soft">
              <When at={at} />
            </span>
          )}
          {key === current && <span className="tag tag-progress">进行中</span>}
        </p>
        {content && <div className="timeline-content">{content}</div>}
      </li>
    ))}
  </ol>
);
