import { DataTable } from '../list/DataTable.tsx';
import { Empty } from '../states/Empty.tsx';
import { When } from '../words/When.tsx';

/** One entry of the audit trail, in words. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  /** 修改名称, 查看完整手机号. */
  readonly action: string;
  readonly detail?: string;
}

/** Who did or read what about a record, latest first. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) return <Empty title="还没有记录" />;
  return (
    <DataTable
      label="操作记录"
      tight
      rows={entries}
      rowId={(entry) => entry.id}
      columns={[
        { key: 'at', title: '时间', width: 140, render: ({ at }) => <When at={at} /> },
        { key: 'who', title: '人员', width: 140 },
        { key: 'action', title: '操作', width: 160 },
        { key: 'detail', title: '内容' },
      ]}
    />
  );
}
