import type { ReactNode } from 'react';

export type NoticeKind = 'info' | 'good' | 'warning' | 'urgent';

interface NoticeProps {
  readonly kind?: NoticeKind;
  readonly title?: string;
  /** Read out at once by screen readers: for what appears after an action. */
  readonly announce?: boolean;
  readonly children?: ReactNode;
}

/** A box for what must not be missed; its kind is also told in words by its title. */
export const Notice = ({ kind = 'info', title, announce, children }: NoticeProps): ReactNode => (
  <div className={`notice ${kind}`} role={announce ? (kind === 'urgent' ? 'alert' : 'status') : undefined}>
    {title && <strong>{title}</strong>}
    {children}
  </div>
);
