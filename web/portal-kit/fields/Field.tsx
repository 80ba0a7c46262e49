import type { ReactNode } from 'react';

/** What every control takes, whoever draws it. */
export interface FieldFrame {
  /** Also the id of the control, or of the group of controls. */
  readonly id: string;
  readonly label: string;
  /** Required is usual; what may be left out says so. */
  readonly required?: boolean;
  readonly help?: string | null;
  readonly example?: string | null;
  readonly problem?: string | null;
  /** Worth a second look, but stops nobody. */
  readonly warning?: string | null;
  /** The only question of its page: large, and its label is the heading. */
  readonly big?: boolean;
  /** Inside a row of a sub-table. */
  readonly cell?: boolean;
}

/** Attributes that tie a control to its words; spread onto the control. */
export interface Tied {
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

interface FieldProps extends FieldFrame {
  /** Several controls under one label: drawn as fieldset and legend. */
  readonly group?: boolean;
  readonly children: (tied: Tied) => ReactNode;
}

/** Label, help, what is wrong, and the control, tied together for eyes and screen readers alike. */
export function Field({ id, label, required = true, help, example, problem, warning, big, cell, group, children }: FieldProps): ReactNode {
  const words = [
    help && { key: 'help', look: 'hint', text: help },
    example && { key: 'example', look: 'hint', text: `例如：${example}` },
    problem && { key: 'problem', look: 'problem', text: problem },
    warning && { key: 'warning', look: 'problem mild', text: warning },
  ].filter((each) => typeof each === 'object' && each !== null);
  const describedBy = words.map((each) => `${id}-${each.key}`).join(' ') || undefined;
  const tied: Tied = { 'aria-describedby': describedBy, 'aria-invalid': problem ? true : undefined, 'aria-required': required && !group ? true : undefined };
  const name = <>{label}{!required && <span className="optional">（选填）</span>}</>;
  const content = (
    <>
      {words.map(({ key, look, text }) => (
        <p key={key} className={look} id={`${id}-${key}`}>
          {key === 'problem' && <span className="unseen">错误：</span>}
          {key === 'warning' && '请留意：'}
          {text}
        </p>
      ))}
      {children(tied)}
    </>
  );
  const look = `${cell ? 'cell' : 'field'}${problem && !cell ? ' wrong' : ''}${big ? ' big-question' : ''}`;
  if (group) return <fieldset className={look} id={id} aria-describedby={describedBy}><legend>{name}</legend>{content}</fieldset>;
  return <div className={look}><label htmlFor={id}>{name}</label>{content}</div>;
}
