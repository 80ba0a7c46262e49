import { useEffect, useMemo, useRef, useState } from 'react';
import {
  addRow, answersOf, change, layout, openForm, removeRow,
  type CompiledForm, type FormGiven, type FormState, type FormView, type Medium,
} from '../../../engines/forms/contract.ts';
import { useNarrow } from '../useNarrow.ts';
import { createAutosave, type SaveState } from './autosave.ts';

/** A form being filled in this browser. */
export interface OpenForm {
  readonly state: FormState;
  readonly view: FormView;
  readonly saveState: SaveState;
  set(path: string, value: unknown): void;
  addRow(table: string): void;
  removeRow(table: string, index: number): void;
  /** Keeps what is not kept yet; resolves to whether all is. */
  flush(): Promise<boolean>;
}

export interface FormUse {
  /** How the form is laid out; by the width of the window when absent. */
  readonly medium?: Medium;
  /** Keeps the answers; the function of the first drawing stays. Called a moment after changes and when the page goes away (`leaving`). */
  readonly onSave?: (answers: Record<string, unknown>, leaving: boolean) => Promise<void>;
}

/** Opens a form and keeps its answers by themselves: 800 ms after a change, and at once when the page is left or hidden. */
export function useForm(form: CompiledForm, given: Omit<FormGiven, 'now'>, { medium, onSave }: FormUse = {}): OpenForm {
  const [state, setState] = useState(() => openForm(form, { ...given, now: new Date() }));
  const [saveState, setSaveState] = useState<SaveState>('idle');
  const narrow = useNarrow();
  const latest = useRef(state);
  const [autosave] = useState(() => createAutosave<Record<string, unknown>>({ save: async (answers, leaving) => onSave?.(answers, leaving), onState: setSaveState }));
  useEffect(() => {
    const leave = (): void => void (document.visibilityState === 'hidden' && autosave.flush(true));
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', leave);
      void autosave.flush();
    };
  }, [autosave]);

  const become = (next: FormState): void => {
    if (next === latest.current) return;
    latest.current = next;
    setState(next);
    if (onSave) autosave.change(answersOf(next));
  };
  const shownOn = medium ?? (narrow ? 'phone' : 'pc');
  const view = useMemo(() => layout(form, state, { medium: shownOn }), [form, state, shownOn]);
  return {
    state,
    view,
    saveState,
    set: (path, value) => become(change(latest.current, path, value).state),
    addRow: (table) => become(addRow(latest.current, table).state),
    removeRow: (table, index) => become(removeRow(latest.current, table, index).state),
    flush: () => autosave.flush(),
  };
}
