import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { focusField } from './fields/focus.ts';

export interface SummaryProblem {
  /** Id of the field; empty for what concerns no single field. */
  readonly field: string;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly problems: readonly SummaryProblem[];
  /** Changes with every try, so that the focus comes here again. */
  readonly turn: number;
}

/** Everything wrong, on top, in the words that also stand beside the fields; each leads to its field. Takes the focus when it appears. */
export function ErrorSummary({ problems, turn }: ErrorSummaryProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) box.current?.focus();
  }, [turn]);
  if (problems.length === 0) return null;
  const go = (event: MouseEvent, field: string): void => {
    event.preventDefault();
    focusField(field);
  };
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="alert">
      <h2>有 {problems.length} 处需要修改</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field + message}>{field ? <a href={`#${field}`} onClick={(event) => go(event, field)}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
