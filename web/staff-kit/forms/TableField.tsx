import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FieldView, TableView } from '../../../engines/forms/contract.ts';
import { groupAttributes } from '../form/FieldFrame.tsx';
import { useFilling } from './useFilling.ts';

export interface TableFieldProps {
  readonly field: FieldView;
  /** Draws the field in a cell. */
  readonly renderCell: (cell: FieldView) => ReactNode;
}

/** A sub-table: rows of fields, a card each on a narrow screen. */
export function TableField({ field, renderCell }: TableFieldProps) {
  const { idOf, complains, refused } = useFilling();
  const id = idOf(field.path);
  const table = field.table!;
  const own = complains(field.path) ? field.problems.filter(({ path }) => path === field.path) : [];
  const problem = own[0]?.message ?? refused.get(field.path);
  return (
    <fieldset className="group" tabIndex={-1} {...groupAttributes({ id, problem: problem ?? null })}>
      <div className="field-head">
        <span id={`${id}-label`} className="field-label">
          {field.label}
          {field.required && !field.readOnly && (
            <span className="required" aria-hidden="true">
              {' '}
              *
            </span>
          )}
        </span>
      </div>
      {field.help && <p className="field-help">{field.help}</p>}
      {table.rows.length === 0 ? <p className="soft form-no-rows">还没有填写</p> : <Rows field={field} table={table} renderCell={renderCell} />}
      {problem && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
      <AddRow field={field} table={table} />
    </fieldset>
  );
}

function AddRow({ field, table }: { field: FieldView; table: TableView }) {
  const { addRow } = useFilling();
  if (!table.canAdd) return null;
  return (
    <Button icon={<PlusOutlined />} onClick={() => addRow(field.path)} className="form-add-row">
      添加一行
    </Button>
  );
}

function Rows({ field, table, renderCell }: TableFieldProps & { table: TableView }) {
  const { moveRow, removeRow } = useFilling();
  const many = table.rows.length;
  return (
    <div className="form-table-room">
      <table className="table table-tight form-table" aria-label={field.label}>
        <thead>
          <tr>
            <th scope="col">序号</th>
            {table.columns.map(({ key, label, unit }) => (
              <th key={key} scope="col">
                {label}
                {unit && <span className="soft">（{unit}）</span>}
              </th>
            ))}
            {!field.readOnly && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ rowId, cells }, row) => (
            <tr key={rowId}>
              <td data-label="序号" className="figures">
                {row + 1}
              </td>
              {cells.map((cell, at) => (
                <td key={table.columns[at]!.key} data-label={table.columns[at]!.label}>
                  {cell ? renderCell({ ...cell, label: `第 ${row + 1} 行${cell.label}`, unit: null }) : '—'}
                </td>
              ))}
              {!field.readOnly && (
                <td data-label="操作" className="table-actions">
                  <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={`第 ${row + 1} 行上移`} disabled={row === 0} onClick={() => moveRow(field.path, row, row - 1)} />
                  <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={`第 ${row + 1} 行下移`} disabled={row === many - 1} onClick={() => moveRow(field.path, row, row + 1)} />
                  <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`删除第 ${row + 1} 行`} disabled={!table.canRemove} onClick={() => removeRow(field.path, row)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
