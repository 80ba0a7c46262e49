import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import type { CaseDetail } from '../contract.ts';

type Day = NonNullable<CaseDetail['clockExplained']>['days'][number];

/** The clock day by day: which days count, which do not, and why. */
export const ClockDays = ({ days }: { days: readonly Day[] }) => (
  <DataTable
    label="逐日计时"
    tight
    rows={[...days]}
    rowId={({ date }) => date}
    columns={[
      { key: 'date', title: '日期', width: 128 },
      { key: 'counted', title: '计入', width: 72, figures: true },
      { key: 'why', title: '说明' },
      { key: 'events', title: '事项', text: ({ events }) => events.join('；') },
    ]}
  />
);
