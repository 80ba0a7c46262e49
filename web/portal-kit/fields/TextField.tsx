import type { ReactNode } from 'react';
import { Field, type FieldFrame } from './Field.tsx';

interface TextFieldProps extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'tel' | 'email' | 'password';
  readonly keyboard?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  readonly unit?: string | null;
  readonly maxLength?: number | null;
  readonly autoComplete?: string;
  readonly lines?: number;
  /** About as wide as what goes in: numbers, dates, codes. */
  readonly short?: boolean;
}

/** One line of text, a number, or several lines. Nothing is cut off while typing: too long is said, not done. */
export function TextField({ value, onChange, onBlur, type = 'text', keyboard, unit, maxLength, autoComplete, lines, short, ...frame }: TextFieldProps): ReactNode {
  return (
    <Field {...frame}>
      {(tied) => {
        const shared = { ...tied, id: frame.id, name: frame.id, value, autoComplete, className: short ? 'control short' : 'control', onBlur };
        if (lines) {
          return (
            <>
              <textarea {...shared} rows={lines} onInput={(event) => onChange(event.currentTarget.value)} />
              {maxLength && <span className="count">{[...value].length} / {maxLength} 字</span>}
            </>
          );
        }
        const input = <input {...shared} type={type} inputMode={keyboard} onInput={(event) => onChange(event.currentTarget.value)} />;
        return unit ? <span className="with-unit">{input}<span aria-hidden="true">{unit}</span></span> : input;
      }}
    </Field>
  );
}

/** A day as plain text: quicker and clearer than a calendar for days one knows by heart; `2026年9月1日` and `20260901` are understood too. */
export const DateField = (props: Omit<TextFieldProps, 'type' | 'keyboard' | 'short'>): ReactNode => (
  <TextField {...props} short keyboard="text" example={props.example ?? '2026-09-01'} />
);

interface CodeInputProps extends FieldFrame {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A one-time code of six digits; phones offer the one that has just arrived. */
export const CodeInput = ({ value, onChange, ...frame }: CodeInputProps): ReactNode => (
  <Field {...frame}>
    {(tied) => (
      <input
        {...tied}
        id={frame.id}
        className="control code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={value}
        onInput={(event) => onChange(event.currentTarget.value.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 6))}
      />
    )}
  </Field>
);
