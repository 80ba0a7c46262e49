import { useState, type FormEvent, type ReactNode } from 'react';
import type { CallError } from '../../browser/call.ts';
import { Button } from '../Button.tsx';
import { ErrorSummary, type SummaryProblem } from '../ErrorSummary.tsx';

interface ReadyFormProps {
  /** What is wrong with the answers as they are now. */
  readonly check: () => readonly SummaryProblem[];
  readonly onSend: () => void;
  readonly send: string;
  readonly busy?: boolean;
  /** What the server refused. */
  readonly error?: CallError | null;
  /** Draws the fields; the function tells what is wrong with one, once sending has been tried. */
  readonly children: (problemOf: (field: string) => string | null) => ReactNode;
  /** Beside the sending button. */
  readonly beside?: ReactNode;
}

/** A small form outside the form engine: nothing is complained about before the first try, then everything at once. */
export function ReadyForm({ check, onSend, send, busy, error, children, beside }: ReadyFormProps): ReactNode {
  const [turn, setTurn] = useState(0);
  const own = turn > 0 ? check() : [];
  const refused = error && !busy ? (error.problems.length > 0 ? error.problems.map(({ path, message }) => ({ field: path, message })) : [{ field: '', message: error.message }]) : [];
  const problems = own.length > 0 ? own : refused;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    setTurn((before) => before + 1);
    if (check().length === 0) onSend();
  };
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary problems={problems} turn={turn + (refused.length > 0 ? 0.5 : 0)} />
      {children((field) => problems.find((problem) => problem.field === field)?.message ?? null)}
      <div className="actions">
        <Button kind="primary" type="submit" busy={busy}>{send}</Button>
        {beside}
      </div>
    </form>
  );
}
