import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { PageLink } from '../PageLink.tsx';
import { cellContent, cellText, type Column } from './columns.ts';

export interface Selection<Row> {
  readonly chosen: ReadonlyMap<string, Row>;
  readonly change: (chosen: ReadonlyMap<string, Row>) => void;
}

export interface DataTableProps<Row> {
  /** What the table shows, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** Where the first cell of a row leads. */
  readonly rowLink?: (row: Row) => string;
  /** Sort key in force, `-` in front for descending. */
  readonly sort?: string;
  readonly onSort?: (sort: string | undefined) => void;
  readonly selection?: Selection<Row>;
  /** Closer lines. */
  readonly tight?: boolean;
  /** A last column of buttons. */
  readonly renderRowActions?: (row: Row) => ReactNode;
}

/** A plain table with a header that stays, sorting, selection and a link to each record. Cards on a narrow screen. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, rowLink, selection, tight = false, renderRowActions } = props;
  return (
    <table className={`table ${tight ? 'table-tight' : ''}`} aria-label={label}>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="table-check">
              <SelectAll rows={rows} rowId={rowId} selection={selection} />
            </th>
          )}
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
          ))}
          {renderRowActions && <th scope="col">操作</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const id = rowId(row);
          return (
            <tr key={id} data-row={id} className={selection?.chosen.has(id) ? 'table-chosen' : ''}>
              {selection && (
                <td className="table-check">
                  <Checkbox
                    aria-label={`选择 ${columns[0] ? cellText(columns[0], row) : id}`}
                    checked={selection.chosen.has(id)}
                    onChange={(event) => selection.change(event.target.checked ? added(selection.chosen, id, row) : removed(selection.chosen, id))}
                  />
                </td>
              )}
              {columns.map((column, at) => (
                <td key={column.key} data-label={column.title} className={cellClass(column, at === 0 && rowLink !== undefined)}>
                  {at === 0 && rowLink ? (
                    <PageLink to={rowLink(row)} data-row-link="">
                      {cellContent(column, row)}
                    </PageLink>
                  ) : (
                    cellContent(column, row)
                  )}
                </td>
              ))}
              {renderRowActions && (
                <td data-label="操作" className="table-actions">
                  {renderRowActions(row)}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function HeadCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort: string | undefined; onSort: ((sort: string | undefined) => void) | undefined }) {
  const key = column.sort;
  const direction = key === undefined ? 'none' : sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none';
  const next = direction === 'none' ? key : direction === 'ascending' ? `-${key}` : undefined;
  return (
    <th
      scope="col"
      className={column.figures ? 'table-right' : ''}
      style={column.width ? { width: column.width, minWidth: column.width } : undefined}
      {...(key !== undefined && onSort ? { 'aria-sort': direction } : {})}
    >
      {key !== undefined && onSort ? (
        <button type="button" className="table-sort" onClick={() => onSort(next)} title={direction === 'none' ? '按此列升序' : direction === 'ascending' ? '按此列降序' : '取消排序'}>
          {column.title}
          <span className="table-carets" aria-hidden="true">
            <CaretUpOutlined className={direction === 'ascending' ? 'on' : ''} />
            <CaretDownOutlined className={direction === 'descending' ? 'on' : ''} />
          </span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

function SelectAll<Row>({ rows, rowId, selection }: { rows: readonly Row[]; rowId: (row: Row) => string; selection: Selection<Row> }) {
  const here = rows.filter((row) => selection.chosen.has(rowId(row))).length;
  return (
    <Checkbox
      aria-label="选择本页全部"
      checked={here > 0 && here === rows.length}
      indeterminate={here > 0 && here < rows.length}
      onChange={(event) => {
        const chosen = new Map(selection.chosen);
        for (const row of rows) {
          if (event.target.checked) chosen.set(rowId(row), row);
          else chosen.delete(rowId(row));
        }
        selection.change(chosen);
      }}
    />
  );
}

const added = <Row,>(chosen: ReadonlyMap<string, Row>, id: string, row: Row): ReadonlyMap<string, Row> => new Map(chosen).set(id, row);

const removed = <Row,>(chosen: ReadonlyMap<string, Row>, id: string): ReadonlyMap<string, Row> => new Map([...chosen].filter(([each]) => each !== id));


const cellClass = <Row,>({ figures }: Column<Row>, main: boolean): string => [figures ? 'figures table-right' : '', main ? 'table-main' : ''].filter(Boolean).join(' ');
