import type { ReactNode } from 'react';
import { Field, type FieldFrame } from './Field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
  readonly disabled?: boolean;
  /** Stands alone among several choices, like “none of these”. */
  readonly exclusive?: boolean;
  readonly children?: readonly Choice[];
}

interface RadioListProps extends FieldFrame {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

/** One of a few, all in sight. */
export const RadioList = ({ choices, value, onChange, ...frame }: RadioListProps): ReactNode => (
  <Field {...frame} group>
    {() => (
      <div className="choices">
        {choices.map((choice) => (
          <label className="choice" key={choice.value}>
            <input type="radio" name={frame.id} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            <span>{choice.label}</span>
            {choice.help && <small>{choice.help}</small>}
          </label>
        ))}
      </div>
    )}
  </Field>
);

interface CheckboxListProps extends FieldFrame {
  readonly choices: readonly Choice[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Any of several; a choice that stands alone clears the others, and they clear it. */
export function CheckboxList({ choices, value, onChange, ...frame }: CheckboxListProps): ReactNode {
  const tick = (choice: Choice, on: boolean): void => {
    if (!on) return onChange(value.filter((each) => each !== choice.value));
    const kept = choice.exclusive ? [] : value.filter((each) => !choices.find((other) => other.value === each)?.exclusive);
    return onChange([...kept, choice.value]);
  };
  return (
    <Field {...frame} group>
      {() => (
        <div className="choices">
          {choices.map((choice) => (
            <label className="choice" key={choice.value}>
              <input type="checkbox" name={frame.id} checked={value.includes(choice.value)} onChange={(event) => tick(choice, event.currentTarget.checked)} />
              <span>{choice.label}</span>
              {choice.help && <small>{choice.help}</small>}
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}

interface TickProps extends Omit<FieldFrame, 'required'> {
  readonly statement: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A declaration: its words, and a box to tick. */
export const Tick = ({ statement, checked, onChange, ...frame }: TickProps): ReactNode => (
  <Field {...frame} group>
    {(tied) => (
      <label className="choice">
        <input type="checkbox" aria-invalid={tied['aria-invalid']} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>{statement}</span>
      </label>
    )}
  </Field>
);

interface SelectProps extends FieldFrame {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: () => void;
  /** What stands for no choice. */
  readonly none?: string;
}

/** One of many; the browser's own list, which every phone and screen reader knows. */
export const Select = ({ choices, value, onChange, onBlur, none = '请选择', ...frame }: SelectProps): ReactNode => (
  <Field {...frame}>
    {(tied) => (
      <select {...tied} id={frame.id} className="control" value={value ?? ''} onBlur={onBlur} onChange={(event) => onChange(event.currentTarget.value || null)}>
        <option value="">{none}</option>
        {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
      </select>
    )}
  </Field>
);

interface CascadeProps extends FieldFrame {
  readonly choices: readonly Choice[];
  readonly levels: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** Further controls of the group, e.g. the detail of an address. */
  readonly children?: ReactNode;
}

/** One list after the other, from the outermost level inwards; choosing again empties what is below. */
export function Cascade({ choices, levels, value, onChange, children, ...frame }: CascadeProps): ReactNode {
  return (
    <Field {...frame} group>
      {(tied) => (
        <div className="cascade">
          {levels.map((level, at) => {
            const offered = offeredAt(choices, value, at);
            if (offered.length === 0) return null;
            return (
              <select
                key={level}
                className="control"
                aria-label={`${frame.label}：${level}`}
                aria-invalid={tied['aria-invalid']}
                value={value[at] ?? ''}
                onChange={(event) => onChange([...value.slice(0, at), ...(event.currentTarget.value ? [event.currentTarget.value] : [])])}
              >
                <option value="">请选择{level}</option>
                {offered.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
              </select>
            );
          })}
          {children}
        </div>
      )}
    </Field>
  );
}

/** What may be chosen at a level, given the choices above it; withdrawn codes only while they are chosen. */
function offeredAt(choices: readonly Choice[], path: readonly string[], level: number): readonly Choice[] {
  let offered = choices;
  for (const code of path.slice(0, level)) offered = offered.find((each) => each.value === code)?.children ?? [];
  return path.length < level ? [] : offered.filter((each) => !each.disabled || each.value === path[level]);
}
