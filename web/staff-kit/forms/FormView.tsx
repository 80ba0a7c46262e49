import { Button } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import {
  dataOf, layout, problemsOf,
  type CompiledForm, type FileReference, type FormData, type FormGiven, type FormState, type FormView as LaidForm, type PageView, type Problem,
} from '../../../engines/forms/contract.ts';
import { CallError } from '../../browser/call.ts';
import { noteFailure } from '../data/connection.ts';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { useLeaveGuard } from '../form/useLeaveGuard.tsx';
import { FormField } from './FormField.tsx';
import { FillingContext, useFormState, type Filling } from './useFilling.ts';
import './form-view.css';

export interface FormViewProps extends Omit<FormGiven, 'now'> {
  readonly form: CompiledForm;
  /** Takes every answer at once, for a caller that saves drafts; without it the form asks before it is left. */
  readonly onChange?: (answers: Record<string, unknown>) => void;
  readonly submitLabel: string;
  /** Sends the record; a refusal is shown field by field. */
  readonly onSubmit: (data: FormData) => Promise<unknown>;
  readonly fileAddress?: (file: FileReference) => string;
}

/** A form of `engines/forms` to be filled at a desk. Open it with a `key` when the record behind it changes. */
export function FormView({ form, onChange, submitLabel, onSubmit, fileAddress, ...given }: FormViewProps) {
  const formId = useId();
  const { state, left, changed, saved, ...moves } = useFormState(form, given, onChange);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CallError | null>(null);
  const guard = useLeaveGuard(changed && onChange === undefined, () => undefined);
  const laid = layout(form, state, { medium: 'pc' });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAttempt(attempt + 1);
    setRefusal(null);
    if (errorsIn(state).length > 0) return;
    setBusy(true);
    try {
      await onSubmit(dataOf(state));
      guard.release();
      saved();
      setAttempt(0);
    } catch (error) {
      noteFailure(error);
      setRefusal(error instanceof CallError ? error : new CallError(500, {}));
    } finally {
      setBusy(false);
    }
  };

  const filling: Filling = {
    ...moves,
    idOf: (path) => `${formId}-${path}`,
    complains: (path) => attempt > 0 || left.has(path),
    refused: new Map(refusal?.problems.map(({ path, message }) => [path, message])),
    fileAddress: fileAddress ?? null,
    reveal: null,
  };
  return (
    <FillingContext value={filling}>
      <form className="form-view" noValidate onSubmit={(event) => void submit(event)} aria-label={form.title}>
        {attempt > 0 && <Complaints key={`${attempt} ${refusal?.code}`} laid={laid} refusal={refusal} idOf={filling.idOf} />}
        <FormPages pages={laid.pages} />
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {submitLabel}
          </Button>
        </div>
        {guard.question}
      </form>
    </FillingContext>
  );
}

const errorsIn = (state: FormState): Problem[] => problemsOf(state).filter(({ level }) => level === 'error');

interface ComplaintsProps {
  readonly laid: LaidForm;
  readonly refusal: CallError | null;
  readonly idOf: (path: string) => string;
}

function Complaints({ laid, refusal, idOf }: ComplaintsProps) {
  const wrong = laid.problems.filter(({ level }) => level === 'error');
  if (!refusal && wrong.length === 0) return null;
  const lines = (refusal ? refusal.problems : wrong).map(({ path, message }) => ({ id: path ? idOf(path) : null, message }));
  return <ErrorSummary title={refusal ? refusal.message : `有 ${wrong.length} 处需要修改`} lines={lines} incident={refusal && refusal.status >= 500 ? refusal.incident : ''} />;
}

/** The pages of a laid form, one below the other. */
export const FormPages = ({ pages }: { pages: readonly PageView[] }) =>
  pages.map((page) => (
    <div key={page.key} className="form-page">
      {pages.length > 1 && <h2 className="form-page-title">{page.title}</h2>}
      {page.help && <p className="field-help">{page.help}</p>}
      {page.sections.map((section) => (
        <fieldset key={section.key} className={section.newPage ? 'section form-section form-new-page' : 'section form-section'}>
          <legend>{section.title}</legend>
          {section.help && <p className="field-help form-section-help">{section.help}</p>}
          {section.rows.map((row) => (
            <div key={row[0]?.field.path} className="form-row" style={{ '--columns': section.columns } as React.CSSProperties}>
              {row.map(({ span, field }) => (
                <div key={field.path} className="form-cell" style={{ '--span': span } as React.CSSProperties}>
                  <FormField field={field} />
                </div>
              ))}
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  ));
