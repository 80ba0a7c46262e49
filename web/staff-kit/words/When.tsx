import { formatDate, formatInstant, formatInstantFull, isValidDate } from '../../../kernel/dates.ts';
import { useNow } from '../data/useNow.ts';

/** A time as people say it, in full on hover: 今天 14:20, 10 月 9 日. Takes an ISO instant or a day; nothing becomes a dash. */
export function When({ at }: { at: string | null | undefined }) {
  const now = useNow();
  if (!at) return <span className="soft">—</span>;
  if (isValidDate(at)) return <time dateTime={at}>{formatDate(at)}</time>;
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>;
  return (
    <time dateTime={at} title={formatInstantFull(instant)}>
      {formatInstant(instant, now)}
    </time>
  );
}

/** The same as text, for exports: always in full. */
export const whenText = (at: string | null | undefined): string => {
  if (!at) return '';
  if (isValidDate(at)) return at;
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? at : formatInstantFull(instant);
};
