import { createContext, useContext, useState } from 'react';
import { addRow, answersOf, change, moveRow, openForm, removeRow, type Changed, type CompiledForm, type FileReference, type FormGiven, type FormState } from '../../../engines/forms/contract.ts';

/** What the fields of an open form may do. */
export interface Filling {
  /** Id of a place in the page. */
  readonly idOf: (path: string) => string;
  readonly give: (path: string, value: unknown) => void;
  /** Notes that a place has been left: from now on its complaints are shown. */
  readonly leave: (path: string) => void;
  readonly complains: (path: string) => boolean;
  readonly addRow: (table: string) => void;
  readonly removeRow: (table: string, index: number) => void;
  readonly moveRow: (table: string, from: number, to: number) => void;
  /** Complaints of the server, by path. */
  readonly refused: ReadonlyMap<string, string>;
  /** Where a file may be fetched; null when it may not. */
  readonly fileAddress: ((file: FileReference) => string) | null;
  /** Fetches the whole of a masked value for a reason. */
  readonly reveal: ((path: string, reason: string) => Promise<string>) | null;
}

export const FillingContext = createContext<Filling | null>(null);

/** The form around a field. */
export function useFilling(): Filling {
  const filling = useContext(FillingContext);
  if (!filling) throw new Error('a field outside of a form');
  return filling;
}

/** The state of an open form: what was answered, what was left, whether anything changed. */
export function useFormState(form: CompiledForm, given: Omit<FormGiven, 'now'>, onChange?: (answers: Record<string, unknown>) => void) {
  const [state, setState] = useState<FormState>(() => openForm(form, { ...given, now: new Date() }));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [changed, setChanged] = useState(false);
  const apply = (step: (before: FormState) => Changed): void => {
    const { state: after } = step(state);
    setState(after);
    setChanged(true);
    onChange?.(answersOf(after));
  };
  return {
    state,
    left,
    changed,
    saved: () => setChanged(false),
    leave: (path: string) => setLeft((before) => (before.has(path) ? before : new Set(before).add(path))),
    give: (path: string, value: unknown) => apply((before) => change(before, path, value)),
    addRow: (table: string) => apply((before) => addRow(before, table)),
    removeRow: (table: string, index: number) => apply((before) => removeRow(before, table, index)),
    moveRow: (table: string, from: number, to: number) => apply((before) => moveRow(before, table, from, to)),
  };
}
