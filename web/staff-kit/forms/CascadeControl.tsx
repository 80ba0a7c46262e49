import { Select } from 'antd';
import type { CodeItem, FieldView } from '../../../engines/forms/contract.ts';
import { groupAttributes, inputAttributes, type Described } from '../form/FieldFrame.tsx';

export interface CascadeProps extends Described {
  readonly field: FieldView;
  readonly path: readonly string[];
  readonly change: (path: string[]) => void;
}

/** One choice a level; the next level opens when the one before is chosen. */
export function CascadeControl({ field, path, change, ...described }: CascadeProps) {
  const levels = field.levels ?? [];
  const { status } = inputAttributes(described);
  return (
    <fieldset {...groupAttributes(described)} className="group cascade">
      {levels.map((level, at) => {
        const here = itemsBelow(field.options ?? [], path.slice(0, at));
        if (at > 0 && here.length === 0 && path[at - 1] !== undefined) return null;
        return (
          <Select
            key={level}
            aria-label={`${field.label}：${level}`}
            status={status}
            value={path[at]}
            placeholder={level}
            disabled={at > 0 && path[at - 1] === undefined}
            options={here.map(({ value, label, disabled }) => ({ value, label, disabled: disabled ?? false }))}
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            notFoundContent="没有符合的选项"
            onChange={(chosen: string | undefined) => change(chosen === undefined ? path.slice(0, at) : [...path.slice(0, at), chosen])}
          />
        );
      })}
    </fieldset>
  );
}

const itemsBelow = (items: readonly CodeItem[], path: readonly string[]): readonly CodeItem[] =>
  path.reduce((level, value) => level.find((item) => item.value === value)?.children ?? [], items);
