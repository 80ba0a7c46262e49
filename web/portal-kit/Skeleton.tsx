import type { ReactNode } from 'react';

/** Stands for content on its way; invisible for the first 200 ms (by style), so that fast answers do not flicker. */
export const Skeleton = ({ lines = 6 }: { readonly lines?: number }): ReactNode => (
  <output className="skeleton">
    <span className="unseen">正在加载</span>
    {Array.from({ length: lines }, (_, line) => <span key={line} aria-hidden="true" />)}
  </output>
);
