import { Alert, Button } from 'antd';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { CallError } from '../../browser/call.ts';
import { noteFailure } from '../data/connection.ts';
import { drafts } from '../data/keep.ts';
import { ErrorSummary, type SummaryLine } from './ErrorSummary.tsx';
import { FieldControl } from './FieldControl.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import { isGroup, problemOf, valuesToSend, type RecordField } from './fields.ts';
import { useLeaveGuard } from './useLeaveGuard.tsx';

export interface RecordFormProps<V extends object, Answer = unknown> {
  readonly fields: readonly RecordField<V>[];
  readonly initial?: Partial<V>;
  /** Sends the values; a refusal is shown by the form, field by field. */
  readonly submit: (values: V) => Promise<Answer>;
  /** The verb on the button: 保存, 提交申请. */
  readonly submitLabel: string;
  /** After success, e.g. opens the record. */
  readonly onDone?: (answer: Answer) => void;
  readonly onCancel?: () => void;
  /** Name under which what was typed is kept until it is sent or the window is closed. */
  readonly draft?: string;
  /** Which field an error code belongs to, where the server does not say so itself. */
  readonly errorFields?: Readonly<Record<string, keyof V & string>>;
  /** Between the fields and the buttons. */
  readonly children?: ReactNode;
}

interface Complaint {
  readonly title: string;
  readonly byField: Readonly<Record<string, string>>;
  readonly others: readonly string[];
  readonly incident: string;
}

/** A form from a list of fields: drafts, complaints at their field, and a question before unsaved words are left. */
export function RecordForm<V extends object, Answer = unknown>(props: RecordFormProps<V, Answer>) {
  const { fields, submit, submitLabel, onDone, onCancel, children } = props;
  const formId = useId();
  const { values, setValue, kept, forget } = useValues(props);
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const unsaved = !sameText(values, props.initial ?? {});
  const guard = useLeaveGuard(unsaved && !busy, forget);
  const shown = fields.filter((field) => field.when?.(values) ?? true);
  const idOf = (name: string): string => `${formId}-${name}`;

  const complain = (next: Complaint): void => {
    setComplaint(next);
    setAttempt((count) => count + 1);
  };

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = Object.fromEntries(shown.flatMap((field) => entry(field.name, problemOf(field, values[field.name]))));
    const count = Object.keys(wrong).length;
    if (count > 0) return complain({ title: `有 ${count} 处需要修改`, byField: wrong, others: [], incident: '' });
    setBusy(true);
    try {
      const answer = await submit(valuesToSend(fields, values));
      guard.release();
      forget();
      setComplaint(null);
      onDone?.(answer);
    } catch (error) {
      noteFailure(error);
      complain(read(error, shown, props.errorFields ?? {}));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="record-form" noValidate onSubmit={(event) => void send(event)}>
      {complaint && <ErrorSummary key={attempt} title={complaint.title} lines={linesOf(complaint, shown, idOf)} incident={complaint.incident} />}
      {kept && (
        <Alert
          type="info"
          showIcon
          title="已恢复上次没有提交的内容"
          action={
            <Button size="small" onClick={forget}>
              放弃，重新填写
            </Button>
          }
        />
      )}
      <div className="form-grid">
        {shown.map((field) => {
          const problem = complaint?.byField[field.name] ?? null;
          const described = { id: idOf(field.name), required: field.required ?? false, help: field.help, problem };
          return (
            <FieldFrame key={field.name} {...described} label={field.label} group={isGroup(field.kind)} className={field.wide || field.kind === 'textarea' || field.kind === 'files' ? 'wide' : ''}>
              <FieldControl
                {...described}
                field={field}
                value={values[field.name]}
                change={(value) => {
                  setValue(field.name, value);
                  if (problem) setComplaint((before) => before && { ...before, byField: without(before.byField, field.name) });
                }}
              />
            </FieldFrame>
          );
        })}
      </div>
      {children}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={onCancel}>取消</Button>}
      </div>
      {guard.question}
    </form>
  );
}

/** The values being typed, and their draft. */
function useValues<V extends object>({ initial = {}, draft }: Pick<RecordFormProps<V>, 'initial' | 'draft'>) {
  const name = draft && `draft.${draft}`;
  const [found] = useState(() => (name ? drafts.read<Partial<V> | null>(name, null) : null));
  const [values, setValues] = useState<Partial<V>>(() => ({ ...initial, ...found }));
  const [kept, setKept] = useState(found !== null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (!name) return;
    const timer = setTimeout(() => drafts.write(name, values), 300);
    return () => clearTimeout(timer);
  }, [name, values]);

  return {
    values,
    kept,
    setValue: (field: keyof V, value: unknown) => setValues((before) => ({ ...before, [field]: value ?? undefined })),
    forget: () => {
      if (name) drafts.write(name, undefined);
      setKept(false);
      first.current = true;
      setValues({ ...initial });
    },
  };
}

function read<V>(error: unknown, shown: readonly RecordField<V>[], errorFields: Readonly<Record<string, string>>): Complaint {
  const refusal = error instanceof CallError ? error : new CallError(500, {});
  const names = new Set<string>(shown.map((field) => field.name));
  const own = errorFields[refusal.code];
  const placed = refusal.problems.filter(({ path }) => names.has(path.split(/[.[]/)[0]!));
  return {
    title: refusal.message,
    byField: { ...(own && names.has(own) ? { [own]: refusal.message } : {}), ...Object.fromEntries(placed.map(({ path, message }) => [path.split(/[.[]/)[0]!, message])) },
    others: refusal.problems.filter((problem) => !placed.includes(problem)).map(({ message }) => message),
    incident: refusal.status >= 500 ? refusal.incident : '',
  };
}

const linesOf = <V,>({ byField, others, title }: Complaint, shown: readonly RecordField<V>[], idOf: (name: string) => string): SummaryLine[] => [
  ...shown.flatMap(({ name, label }) => {
    const message = byField[name];
    return message === undefined ? [] : [{ id: idOf(name), message: message === title ? `请修改${label}` : message }];
  }),
  ...others.map((message) => ({ id: null, message })),
];

const entry = (name: string, problem: string | null): [string, string][] => (problem === null ? [] : [[name, problem]]);

const without = (record: Readonly<Record<string, string>>, name: string): Record<string, string> => {
  const { [name]: _gone, ...rest } = record;
  return rest;
};

/** Same content, blanks aside: a field emptied again is not a change. */
const sameText = (a: object, b: object): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (record: object): [string, unknown][] =>
  Object.entries(record)
    .filter(([, value]) => value !== undefined && value !== '' && value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
