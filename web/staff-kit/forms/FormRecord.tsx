import { useId, useMemo, useState } from 'react';
import { layout, openForm, type CompiledForm, type FileReference, type FormGiven } from '../../../engines/forms/contract.ts';
import { FormPages } from './FormView.tsx';
import { FillingContext, type Filling } from './useFilling.ts';
import './form-view.css';

export interface FormRecordProps extends Omit<FormGiven, 'now' | 'answers'> {
  readonly form: CompiledForm;
  /** On paper the form follows its print settings. */
  readonly medium?: 'readonly' | 'print';
  readonly fileAddress?: (file: FileReference) => string;
  /** Fetches the whole of a masked value for a reason, which the server writes down. */
  readonly reveal?: (path: string, reason: string) => Promise<string>;
}

const nothing = (): void => undefined;

/** A filled form to be read or printed: masked, with what the city knew marked. */
export function FormRecord({ form, medium = 'readonly', fileAddress, reveal, ...given }: FormRecordProps) {
  const formId = useId();
  const [now] = useState(() => new Date());
  const { data, codes, step, provenance } = given;
  const laid = useMemo(
    () => layout(form, openForm(form, { data, codes, step, provenance, now } as FormGiven), { medium }),
    [form, medium, data, codes, step, provenance, now],
  );
  const filling: Filling = {
    idOf: (path) => `${formId}-${path}`,
    give: nothing,
    leave: nothing,
    complains: () => false,
    addRow: nothing,
    removeRow: nothing,
    moveRow: nothing,
    refused: new Map(),
    fileAddress: fileAddress ?? null,
    reveal: reveal ?? null,
  };
  return (
    <FillingContext value={filling}>
      <div className={`form-view form-record form-${medium}`}>
        {medium === 'print' && <h1 className="form-print-title">{laid.title}</h1>}
        <FormPages pages={laid.pages} />
      </div>
    </FillingContext>
  );
}
