import { useLate } from '../data/useLate.ts';

/** Grey lines in the place of what is coming; appears after 200 ms, so that a quick answer does not flicker. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const late = useLate(true);
  return (
    <output className="skeleton">
      <span className="sr-only">正在加载</span>
      {late && Array.from({ length: lines }, (_, at) => <span key={at} className="skeleton-line" aria-hidden="true" />)}
    </output>
  );
}
