import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { PageView, SectionView } from '../../../engines/forms/contract.ts';
import { Button } from '../Button.tsx';
import { ErrorSummary } from '../ErrorSummary.tsx';
import type { FieldActions } from './actions.ts';
import { FormField } from './FormField.tsx';
import { errorsOnPage, fieldId, fieldsOfPage, pageAt } from './pages.ts';
import { SaveLine } from './SaveLine.tsx';
import type { OpenForm } from './useForm.ts';

interface FormRendererProps {
  readonly open: OpenForm;
  /** Key of the page to show; the first when absent or unknown. */
  readonly page?: string;
  readonly onPage: (key: string) => void;
  /** Every page is without errors and the last one was left forwards. */
  readonly onFinish: () => void;
  /** Back from the first page. */
  readonly onBack?: () => void;
  /** What the last page's button says. */
  readonly finish?: string;
  /** Beside the buttons. */
  readonly beside?: ReactNode;
}

/** Draws a form page by page. Nothing is complained about while a page is filled for the first time; leaving it forwards checks it. */
export function FormRenderer({ open, page: wanted, onPage, onFinish, onBack, finish = '下一步', beside }: FormRendererProps): ReactNode {
  const { view } = open;
  const at = pageAt(view, wanted);
  const page = view.pages[at];
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set());
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [turn, setTurn] = useState(0);
  const top = useArrival(page?.key);
  if (!page) return null;

  const isTried = tried.has(page.key);
  const shows = (path: string): boolean => isTried || touched.has(path);
  const errors = errorsOnPage(view, page);
  const actions: FieldActions = {
    set: open.set,
    addRow: open.addRow,
    removeRow: open.removeRow,
    touch: (path) => setTouched((before) => (before.has(path) ? before : new Set(before).add(path))),
    shows,
  };
  const goOn = (event: FormEvent): void => {
    event.preventDefault();
    setTried((before) => new Set(before).add(page.key));
    if (errors.length > 0) return setTurn((before) => before + 1);
    setTurn(0);
    void open.flush();
    const next = view.pages[at + 1];
    if (next) return onPage(next.key);
    const wrong = view.pages.find((each) => errorsOnPage(view, each).length > 0);
    if (!wrong) return onFinish();
    setTried(new Set(view.pages.map((each) => each.key)));
    setTurn((before) => before + 1);
    return onPage(wrong.key);
  };
  const single = singleQuestion(page);
  return (
    <form noValidate onSubmit={goOn}>
      <ErrorSummary problems={isTried ? errors.map(({ path, message }) => ({ field: fieldId(path), message })) : []} turn={turn} />
      <div ref={top} tabIndex={-1}>
        {!single && <PageHead page={page} at={at} of={view.pages.length} />}
      </div>
      {page.sections.map((section) => <Section key={section.key} section={section} actions={actions} alone={page.sections.length === 1} big={single} />)}
      <div className="actions">
        <Button kind="primary" type="submit">{at + 1 < view.pages.length ? '下一步' : finish}</Button>
        {(at > 0 || onBack) && <Button onClick={() => (at > 0 ? onPage(view.pages[at - 1]!.key) : onBack?.())}>上一步</Button>}
        {beside}
      </div>
      <SaveLine state={open.saveState} onRetry={() => void open.flush()} />
    </form>
  );
}

const PageHead = ({ page, at, of }: { readonly page: PageView; readonly at: number; readonly of: number }): ReactNode => (
  <div className="page-head">
    <h2>{page.title} {of > 1 && <small>第 {at + 1} 页，共 {of} 页</small>}</h2>
    {page.help && <p>{page.help}</p>}
  </div>
);

/** One question a page: the question is the heading. */
const singleQuestion = (page: PageView): boolean => {
  const fields = fieldsOfPage(page);
  return fields.length === 1 && fields[0]!.label === page.title;
};

interface SectionProps {
  readonly section: SectionView;
  readonly actions: FieldActions;
  /** The only section of its page needs no heading of its own. */
  readonly alone: boolean;
  readonly big: boolean;
}

/** Two columns are the most that stay readable beside each other here. */
const mostColumns = 2;

function Section({ section, actions, alone, big }: SectionProps): ReactNode {
  const columns = Math.min(section.columns, mostColumns);
  const fields = (
    <div className="grid" style={{ '--columns': columns } as object}>
      {section.rows.flat().map(({ span, field }) => (
        <div key={field.path} style={{ '--span': Math.min(span, columns) } as object}><FormField field={field} actions={actions} big={big} /></div>
      ))}
    </div>
  );
  const help = section.help && <p className="hint">{section.help}</p>;
  if (alone) return <div className="section">{help}{fields}</div>;
  return <fieldset className="section"><legend>{section.title}</legend>{help}{fields}</fieldset>;
}

/** Moves focus and view to the top when another page of the form is shown. */
function useArrival(key: string | undefined) {
  const top = useRef<HTMLDivElement>(null);
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    window.scrollTo(0, 0);
    const heading = top.current?.firstElementChild ? top.current : top.current?.closest('form')?.querySelector<HTMLElement>('input, select, textarea');
    heading?.focus({ preventScroll: true });
  }, [key]);
  return top;
}
