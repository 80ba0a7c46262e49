import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { exportSheet, importSheet } from './sheets.ts';

const columns = [
  { title: '名称', value: (row: { name: string; count: number | null }) => row.name },
  { title: '数量', value: (row: { name: string; count: number | null }) => row.count },
];

const plan = {
  columns: [{ key: 'name', title: '名称', required: true }, { key: 'count', title: '数量' }],
  check: ({ name, count }: { name: string; count: string }) => (/^\d*$/.test(count) ? { value: `${name}=${count}` } : { problems: [{ column: 'count' as const, message: '应为整数' }] }),
} as const;

async function read(content: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(content) as unknown as ArrayBuffer);
  return workbook.worksheets[0] as ExcelJS.Worksheet;
}

describe('exportSheet', () => {
  it('writes titles and rows, numbers as numbers and empty cells empty', async () => {
    const sheet = await read(await exportSheet('清单', columns, [{ name: '甲', count: 3 }, { name: '乙', count: null }]));
    assert.equal(sheet.name, '清单');
    assert.deepEqual([1, 2, 3].map((line) => [sheet.getRow(line).getCell(1).value, sheet.getRow(line).getCell(2).value]), [['名称', '数量'], ['甲', 3], ['乙', null]]);
  });

  it('leaves nothing for a program to compute, whatever a text begins with', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=cmd|\'/c calc\'!A1', '=HYPERLINK("http://x.invalid")'];
    const content = await exportSheet('清单', columns, names.map((name) => ({ name, count: null })));
    const parts = unzipSync(content);
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array);
    assert.doesNotMatch(xml, /<f[ >]/);
    const sheet = await read(content);
    for (const [index, name] of names.entries()) {
      const cell = sheet.getRow(index + 2).getCell(1);
      assert.deepEqual([cell.type, cell.text, cell.numFmt], [ExcelJS.ValueType.String, name, '@']);
    }
  });

  it('takes rows as they come, drops what XML cannot carry, and survives a name no sheet may have', async () => {
    async function* rows() {
      for (let count = 0; count < 2000; count += 1) yield { name: `第\u0000${count}行`, count };
    }
    const sheet = await read(await exportSheet('一/二:三', columns, rows()));
    assert.equal(sheet.rowCount, 2001);
    assert.equal(sheet.getRow(2001).getCell(1).value, '第1999行');
    assert.equal(sheet.name, '一 二 三');
  });
});

describe('importSheet', () => {
  it('reads back what was exported', async () => {
    const content = await exportSheet('清单', columns, [{ name: '=甲', count: 3 }, { name: '乙', count: null }]);
    assert.deepEqual(await importSheet(content, plan), { values: ['=甲=3', '乙='], problems: [], errorSheet: null });
  });

  it('finds columns by their titles, reads days, and passes over empty lines', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('x');
    sheet.addRow(['备注', '数量', ' 名称 ']);
    sheet.addRow([null, 1, new Date(Date.UTC(2026, 10, 22))]);
    sheet.addRow([]);
    sheet.addRow(['只有备注']);
    sheet.addRow([null, { formula: '1+1', result: 2 }, '乙']);
    const { values } = await importSheet(new Uint8Array(await workbook.xlsx.writeBuffer()), plan);
    assert.deepEqual(values, ['2026-11-22=1', '乙=2']);
  });

  it('gives wrong lines back as a sheet that says what is wrong and can be uploaded again', async () => {
    const content = await exportSheet('清单', [columns[0]!, { title: '数量', value: (row: { name: string; count: string }) => row.count } as never], [
      { name: '甲', count: '3' },
      { name: '', count: '1' },
      { name: '丙', count: '许多' },
    ] as never);
    const first = await importSheet(content, plan);
    assert.deepEqual(first.values, ['甲=3']);
    assert.deepEqual(first.problems, [{ line: 3, column: '名称', message: '此项必填' }, { line: 4, column: '数量', message: '应为整数' }]);
    const errors = await read(first.errorSheet as Uint8Array);
    assert.deepEqual([1, 2, 3].map((line) => errors.getRow(line).getCell(3).text), ['问题', '名称：此项必填', '数量：应为整数']);
    errors.getRow(2).getCell(1).value = '乙';
    errors.getRow(3).getCell(2).value = 4;
    assert.deepEqual((await importSheet(new Uint8Array(await errors.workbook.xlsx.writeBuffer()), plan)).values, ['乙=1', '丙=4']);
  });

  it('refuses what is no workbook, lacks a column, has no lines or too many', async () => {
    const sheetOf = (count: number) => exportSheet('清单', columns, Array.from({ length: count }, () => ({ name: '甲', count: 1 })));
    await assert.rejects(importSheet(Buffer.from('不是表格'), plan), { code: 'sheets.unreadable' });
    await assert.rejects(importSheet(zipSync({ 'a.txt': new Uint8Array(10) }), plan), { code: 'sheets.unreadable' });
    await assert.rejects(importSheet(await exportSheet('清单', [{ title: '别的', value: () => '' }], []), plan), { code: 'sheets.noColumn', message: /名称/ });
    await assert.rejects(importSheet(await sheetOf(0), plan), { code: 'sheets.empty' });
    await assert.rejects(importSheet(await sheetOf(4), { ...plan, maxRows: 3 }), { code: 'sheets.tooLarge', message: /3 行/ });
  });

  it('refuses an archive that unpacks to more than a sheet ever is', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(101 * 1024 * 1024) }, { level: 1 });
    assert.ok(bomb.length < 1024 * 1024);
    await assert.rejects(importSheet(bomb, plan), { code: 'sheets.unreadable' });
  });
});
