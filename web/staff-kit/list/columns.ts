import type { ReactNode } from 'react';

/** One column of a list or table. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** The content as text, for exports and for the cell when there is no `render`; the row's property `key` unless said. */
  readonly text?: (row: Row) => string;
  readonly render?: (row: Row) => ReactNode;
  /** Sort key of the endpoint; absent when the list cannot be sorted by it. */
  readonly sort?: string;
  readonly width?: number;
  /** Figures: aligned to the right, digits under each other. */
  readonly figures?: boolean;
  /** Not shown until somebody asks for it. */
  readonly hidden?: boolean;
}

/** The text of a cell. */
export function cellText<Row>({ key, text }: Column<Row>, row: Row): string {
  if (text) return text(row);
  const value = (row as Record<string, unknown>)[key];
  return value === null || value === undefined ? '' : String(value);
}

/** What stands in a cell; nothing becomes a dash. */
export const cellContent = <Row,>(column: Column<Row>, row: Row): ReactNode => (column.render ? column.render(row) : cellText(column, row) || '—');
