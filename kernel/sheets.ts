import ExcelJS from 'exceljs';
import { Unzip, UnzipInflate } from 'fflate';
import { PassThrough } from 'node:stream';
import { defineErrors } from './errors.ts';

/** One column of an exported sheet. */
export interface SheetColumn<Row> {
  readonly title: string;
  /** In characters; 16 unless said. */
  readonly width?: number;
  /** A number stays a number; everything else is written as text. */
  value(row: Row): string | number | null;
}

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const sheetErrors = defineErrors('sheets', {
  unreadable: { kind: 'invalid', text: '无法读取表格，请用 Excel 或 WPS 另存为 .xlsx 后重新上传' },
  tooLarge: { kind: 'invalid', text: '表格过大：最多 {rows} 行，请拆成几份' },
  noColumn: { kind: 'invalid', text: '表格缺少“{titles}”列，请使用下载的模板' },
  empty: { kind: 'invalid', text: '表格中没有数据行' },
});

/**
 * Writes rows into a workbook as they come, so that a long list is never held whole.
 *
 * Every text is a text cell in text format: a program that opens it computes nothing, whatever the text begins with.
 */
export async function exportSheet<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: Iterable<Row> | AsyncIterable<Row>): Promise<Uint8Array> {
  const stream = new PassThrough();
  const done = gather(stream);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(safeSheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map((column) => ({ width: column.width ?? 16, style: { numFmt: '@' } }));
  writeRow(sheet, columns.map((column) => column.title), true);
  for await (const row of rows) writeRow(sheet, columns.map((column) => column.value(row)));
  sheet.commit();
  await workbook.commit();
  return done;
}

function writeRow(sheet: ExcelJS.Worksheet, values: readonly (string | number | null)[], bold = false): void {
  const row = sheet.addRow(values.map((value) => (typeof value === 'string' ? printable(value) : value)));
  row.eachCell((cell) => {
    cell.numFmt = typeof cell.value === 'number' ? 'General' : '@';
    if (bold) cell.font = { bold: true };
  });
  row.commit();
}

/** Longest text a cell holds, and no characters XML cannot carry. */
const longestCell = 32_000;
const printable = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').slice(0, longestCell);

const safeSheetName = (name: string): string => name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31) || '数据';

async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** One column of a sheet to be read; the title is what stands in its first row. */
export interface ImportColumn<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly required?: boolean;
}

/** What is wrong with one line: `column` is a title, or empty for the line as a whole. */
export interface LineProblem {
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

export interface Imported<Value> {
  /** Values of the lines that are in order. */
  readonly values: Value[];
  readonly problems: LineProblem[];
  /** The lines that are not in order with what is wrong with each, ready to be mended and uploaded again; null when all are. */
  readonly errorSheet: Uint8Array | null;
}

export interface ImportPlan<Key extends string, Value> {
  readonly columns: readonly ImportColumn<Key>[];
  /** Makes a value of a line's texts, or says what is wrong with it; nothing is saved yet. */
  check(texts: Readonly<Record<Key, string>>, line: number): { value: Value } | { problems: readonly { column?: Key; message: string }[] };
  /** Lines at most; 5,000 unless said. */
  readonly maxRows?: number;
}

/**
 * Reads the first sheet of a workbook line by line; formulas count as the text they show, empty lines are passed over.
 *
 * @throws sheets.unreadable, tooLarge, noColumn, empty
 */
export async function importSheet<Key extends string, Value>(content: Uint8Array, plan: ImportPlan<Key, Value>): Promise<Imported<Value>> {
  const maxRows = plan.maxRows ?? 5000;
  const sheet = await open(content);
  const places = findColumns(sheet, plan.columns);
  const values: Value[] = [];
  const problems: LineProblem[] = [];
  const wrongLines: { texts: Record<Key, string>; message: string }[] = [];
  let count = 0;
  for (let line = 2; line <= sheet.rowCount; line += 1) {
    const row = sheet.getRow(line);
    const texts = Object.fromEntries(plan.columns.map(({ key }) => [key, cellText(row, places.get(key))])) as Record<Key, string>;
    if (Object.values(texts).every((text) => text === '')) continue;
    count += 1;
    if (count > maxRows) throw sheetErrors.tooLarge({ rows: maxRows });
    const found = checkLine(plan, texts, line);
    if ('value' in found) values.push(found.value);
    else {
      problems.push(...found.problems);
      wrongLines.push({ texts, message: found.problems.map(({ column, message }) => (column ? `${column}：${message}` : message)).join('；') });
    }
  }
  if (count === 0) throw sheetErrors.empty();
  return { values, problems, errorSheet: wrongLines.length === 0 ? null : await writeErrors(plan.columns, wrongLines) };
}

function checkLine<Key extends string, Value>(plan: ImportPlan<Key, Value>, texts: Record<Key, string>, line: number): { value: Value } | { problems: LineProblem[] } {
  const missing = plan.columns.filter(({ key, required }) => required && texts[key] === '').map(({ title }) => ({ line, column: title, message: '此项必填' }));
  if (missing.length > 0) return { problems: missing };
  const found = plan.check(texts, line);
  if ('value' in found) return found;
  const titles = new Map(plan.columns.map(({ key, title }) => [key, title]));
  return { problems: found.problems.map(({ column, message }) => ({ line, column: column ? (titles.get(column) ?? '') : '', message })) };
}

const maxUnpacked = 100 * 1024 * 1024;

async function open(content: Uint8Array): Promise<ExcelJS.Worksheet> {
  refuseBomb(content);
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer);
  } catch {
    // The library throws whatever its parser met; to the person it is one thing: not a workbook.
    throw sheetErrors.unreadable();
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) throw sheetErrors.unreadable();
  return sheet;
}

/** Unpacks into nowhere and counts, since the sizes an archive states of itself may lie. */
function refuseBomb(content: Uint8Array): void {
  let unpacked = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (error, data) => {
      unpacked += data?.length ?? 0;
      if (error || unpacked > maxUnpacked) throw sheetErrors.unreadable();
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const step = 64 * 1024;
  try {
    for (let start = 0; start < content.length; start += step) unzip.push(content.subarray(start, start + step), start + step >= content.length);
  } catch {
    throw sheetErrors.unreadable();
  }
  if (unpacked === 0) throw sheetErrors.unreadable();
}

function findColumns<Key extends string>(sheet: ExcelJS.Worksheet, columns: readonly ImportColumn<Key>[]): Map<Key, number> {
  const titles = new Map<string, number>();
  sheet.getRow(1).eachCell((cell, place) => titles.set(cell.text.trim(), place));
  const missing = columns.filter(({ title, required }) => required && !titles.has(title));
  if (missing.length > 0) throw sheetErrors.noColumn({ titles: missing.map(({ title }) => title).join('”“') });
  return new Map(columns.flatMap(({ key, title }) => (titles.has(title) ? [[key, titles.get(title) as number] as const] : [])));
}

/** The text a cell shows; a day as `YYYY-MM-DD`. */
function cellText(row: ExcelJS.Row, place: number | undefined): string {
  if (place === undefined) return '';
  const { value, text } = row.getCell(place);
  // The library reads a day as midnight UTC, whatever the zone.
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(text ?? '').trim().slice(0, longestCell);
}

const writeErrors = <Key extends string>(columns: readonly ImportColumn<Key>[], lines: readonly { texts: Record<Key, string>; message: string }[]): Promise<Uint8Array> =>
  exportSheet(
    '待修改',
    [...columns.map(({ key, title }) => ({ title, value: (line: (typeof lines)[number]) => line.texts[key] })), { title: '问题', width: 60, value: (line) => line.message }],
    lines,
  );
