import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { CallError } from '../browser/call.ts';
import { ErrorSummary } from '../staff-kit/form/ErrorSummary.tsx';
import { FieldControl } from '../staff-kit/form/FieldControl.tsx';
import { FieldFrame } from '../staff-kit/form/FieldFrame.tsx';
import type { RecordField } from '../staff-kit/form/fields.ts';

interface Passwords {
  current: string;
  next: string;
  again: string;
}

const fields: readonly RecordField<Passwords>[] = [
  { kind: 'text', name: 'current', label: '当前口令', password: true, maxLength: 128 },
  { kind: 'text', name: 'next', label: '新口令', password: true, maxLength: 128, help: '至少 10 位，不能与登录名相近，也不能是常见口令' },
  { kind: 'text', name: 'again', label: '再输一次新口令', password: true, maxLength: 128 },
];

/** Current and new password; nothing of it is kept anywhere in the browser. */
export function PasswordForm({ submit }: { submit: (input: { current: string; next: string }) => Promise<unknown> }) {
  const [values, setValues] = useState<Passwords>({ current: '', next: '', again: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = problemIn(values);
    setAttempt(attempt + 1);
    setProblem(own);
    if (own) return;
    setBusy(true);
    try {
      await submit({ current: values.current, next: values.next });
    } catch (error) {
      setProblem(error instanceof CallError ? (error.problems[0]?.message ?? error.message) : '没有成功，请稍后再试');
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="sign-in" noValidate onSubmit={(event) => void send(event)}>
      {problem && <ErrorSummary key={attempt} title={problem} lines={[]} />}
      {fields.map((field) => (
        <FieldFrame key={field.name} id={field.name} label={field.label} help={field.help} required>
          <FieldControl id={field.name} field={field} help={field.help} required value={values[field.name]} change={(value) => setValues({ ...values, [field.name]: String(value) })} />
        </FieldFrame>
      ))}
      <Button type="primary" htmlType="submit" loading={busy}>
        修改口令
      </Button>
    </form>
  );
}

function problemIn({ current, next, again }: Passwords): string | null {
  if (!current) return '请填写当前口令';
  if (next.length < 10) return '新口令至少 10 位';
  return next === again ? null : '两次输入的新口令不一致';
}
