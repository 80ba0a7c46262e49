import { chinaDate } from '../../../kernel/dates.ts';
import type { Download } from '../../../kernel/endpoint.ts';
import { exportSheet, sheetType, type SheetColumn } from '../../../kernel/sheets.ts';
import { caseTypeLabels, gapLabels, type ItemRow } from './contract.ts';

const columns: readonly SheetColumn<ItemRow>[] = [
  { title: '编号', width: 10, value: (row) => row.id },
  { title: '名称', width: 44, value: (row) => row.name },
  { title: '基本编码', width: 16, value: (row) => row.baseCode },
  { title: '类型', value: (row) => row.typeName },
  { title: '办件类型', value: (row) => caseTypeLabels[row.caseType] },
  { title: '主管部门', width: 32, value: (row) => row.bureauName },
  { title: '承诺时限', value: (row) => row.promised },
  { title: '网办等级', width: 10, value: (row) => row.onlineLevel },
  { title: '实施主体数', width: 12, value: (row) => row.implementations },
  { title: '在用版本', width: 10, value: (row) => row.version },
  { title: '待完善', width: 50, value: (row) => row.gaps.map((gap) => gapLabels[gap]).join('；') },
];

/** The catalogue as a workbook. */
export async function itemSheet(rows: readonly ItemRow[], now: Date): Promise<Download> {
  const name = `政务服务事项清单_${chinaDate(now)}.xlsx`;
  return { name, type: sheetType, content: await exportSheet('事项清单', columns, rows) };
}
