import type { ReactNode } from 'react';
import { layout, type CompiledForm, type FieldView, type FormState } from '../../../engines/forms/contract.ts';
import { SummaryList } from '../pieces.tsx';
import { fieldId, fieldsOfPage } from './pages.ts';

interface FormAnswersProps {
  readonly form: CompiledForm;
  readonly state: FormState;
  /** The address of a page of the form, for the links to change something; none when nothing can be changed. */
  readonly pageAddress?: (page: string) => string;
}

/** Everything that was answered, to be checked before it is sent, or read afterwards. */
export const FormAnswers = ({ form, state, pageAddress }: FormAnswersProps): ReactNode => (
  <>
    {layout(form, state, { medium: 'readonly' }).pages.map((page) => (
      <section key={page.key} className="answers">
        <h2>{page.title}</h2>
        <SummaryList
          rows={fieldsOfPage(page)
            .filter((field) => field.control !== 'note')
            .map((field) => ({
              label: field.label,
              value: <Answer field={field} />,
              change: pageAddress && !field.provenance?.locked && !isComputed(state, field) ? `${pageAddress(page.key)}#${fieldId(field.path)}` : undefined,
            }))}
        />
      </section>
    ))}
  </>
);

const isComputed = (state: FormState, field: FieldView): boolean =>
  state.form.pages.some((page) => page.sections.some((section) => section.fields.some((each) => each.key === field.path && each.computed !== undefined)));

function Answer({ field }: { readonly field: FieldView }): ReactNode {
  const { table } = field;
  if (!table) return <>{field.text || <span className="quiet">未填写</span>}{field.provenance && <> <span className="source">『{field.provenance.source}』</span></>}</>;
  if (table.rows.length === 0) return <span className="quiet">未填写</span>;
  return (
    <ol className="numbers">
      {table.rows.map((row) => <li key={row.rowId}>{row.cells.flatMap((cell) => (cell && cell.text ? [`${cell.label} ${cell.text}`] : [])).join('；')}</li>)}
    </ol>
  );
}
