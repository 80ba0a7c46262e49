import { useEffect, useRef, type ComponentType, type ReactNode } from 'react';
import type { FieldView } from '../../../engines/forms/contract.ts';
import { Button } from '../Button.tsx';
import { Field } from '../fields/Field.tsx';
import { focusField } from '../fields/focus.ts';
import { toast } from '../Toast.tsx';
import type { FieldActions } from './actions.ts';
import { fieldId } from './pages.ts';

interface RowsFieldProps {
  readonly field: FieldView;
  readonly actions: FieldActions;
  /** Draws a cell; handed in, since a cell is drawn as any field is. */
  readonly Cell: ComponentType<{ readonly field: FieldView; readonly actions: FieldActions; readonly cell: true }>;
}

/** A sub-table: cards on a phone, lines of a table where there is room; every cell keeps a label of its own. */
export function RowsField({ field, actions, Cell }: RowsFieldProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef<'newRow' | 'table' | null>(null);
  const { table, path } = field;
  // The focus follows what was done, once the rows are drawn.
  useEffect(() => {
    if (wanted.current === 'newRow') list.current?.lastElementChild?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    if (wanted.current === 'table') focusField(fieldId(path));
    wanted.current = null;
  });
  if (!table) return null;
  const shown = actions.shows(field.path) ? field.problems.filter((problem) => problem.path === field.path) : [];
  const add = (): void => {
    wanted.current = 'newRow';
    actions.addRow(path);
  };
  const remove = (index: number): void => {
    wanted.current = 'table';
    actions.removeRow(path, index);
    toast(`已删除${field.label}第 ${index + 1} 行`);
  };
  return (
    <Field id={fieldId(field.path)} label={field.label} required={field.required} help={field.help} problem={shown[0]?.message ?? null} group>
      {() => (
        <>
          <ul className="rows" ref={list} style={{ '--columns': table.columns.length } as object}>
            {table.rows.map((row, index) => (
              <li key={row.rowId}>
                <fieldset className="cells">
                  <legend className="row-title">{field.label}第 {index + 1} 行</legend>
                  {row.cells.map((cell, column) => cell ? <Cell key={cell.path} field={cell} actions={actions} cell /> : <span key={table.columns[column]!.key} />)}
                  {table.canRemove && <span className="remove"><Button kind="text" label={`删除第 ${index + 1} 行`} onClick={() => remove(index)}>删除</Button></span>}
                </fieldset>
              </li>
            ))}
          </ul>
          {table.canAdd && <p><Button onClick={add}>添加一行{table.rows.length > 0 ? '' : field.label}</Button></p>}
        </>
      )}
    </Field>
  );
}
