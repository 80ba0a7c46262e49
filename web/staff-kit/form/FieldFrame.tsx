import type { ReactNode } from 'react';

export interface FieldFrameProps {
  /** Id of the control inside. */
  readonly id: string;
  readonly label: ReactNode;
  readonly required?: boolean;
  readonly help?: ReactNode;
  /** What is wrong, in words; null when nothing is. */
  readonly problem?: string | null;
  /** The control is a group of controls: its label is a caption rather than a `label`. */
  readonly group?: boolean;
  /** Beside the label, such as where the value came from. */
  readonly mark?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Label, control, help and complaint of one field, tied together for screen readers. */
export function FieldFrame({ id, label, required = false, help, problem, group = false, mark, className = '', children }: FieldFrameProps) {
  const caption = (
    <>
      {label}
      {required && (
        <span className="required" aria-hidden="true">
          {' '}
          *
        </span>
      )}
    </>
  );
  return (
    <div className={`field ${problem ? 'field-wrong' : ''} ${className}`}>
      <div className="field-head">
        {group ? (
          <span id={`${id}-label`} className="field-label">
            {caption}
          </span>
        ) : (
          <label htmlFor={id} id={`${id}-label`} className="field-label">
            {caption}
          </label>
        )}
        {mark}
      </div>
      {children}
      {problem && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      )}
    </div>
  );
}

export interface Described {
  readonly id: string;
  readonly required?: boolean;
  readonly problem?: string | null;
  readonly help?: ReactNode;
}

/** The attributes that tie a control to its frame. */
export function describedAttributes({ id, required, problem, help }: Described) {
  return {
    ...groupAttributes({ id, problem, help }),
    'aria-labelledby': undefined,
    'aria-required': required ? true : undefined,
    'aria-invalid': problem ? true : undefined,
  };
}

/** The same for Ant Design's inputs, which also want to know when to turn red. */
export const inputAttributes = (described: Described) => ({ ...describedAttributes(described), status: described.problem ? ('error' as const) : ('' as const) });

/** The same for a group of controls, which is named by its caption. */
export function groupAttributes({ id, problem, help }: Described) {
  const describedBy = [problem ? `${id}-problem` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ');
  return { id, 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy || undefined };
}
