import type { ReactNode } from 'react';

/** Nothing is here: says so, and what to do about it. */
export const Empty = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className="state">
    <p className="state-title">{title}</p>
    {children && <div>{children}</div>}
    {action && <div className="state-actions">{action}</div>}
  </div>
);
