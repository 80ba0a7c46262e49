import { cellText, type Column } from './columns.ts';

/**
 * Rows as CSV that Excel opens as it stands: UTF-8 with its mark, texts that look like formulas disarmed, and long
 * numbers kept as text, since Excel would round an identity number.
 */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => cellText(column, row)))];
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const quoted = (text: string): string => `"${safe(text).replaceAll('"', '""')}"`;

function safe(text: string): string {
  if (/^-?[\d,.]+$/.test(text)) return /^0\d|^\d{12,}$/.test(text) ? `\t${text}` : text;
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Hands a text to the browser as a file to keep. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
