import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { jobEndpoints, settlementLabels } from '../contract.ts';
import { SettleButtons } from './SettleButtons.tsx';
import { useTaskChoices } from './task-choices.ts';

/** Jobs given up after their last try: to be tried again or dropped, one by one or many together. */
export function DeadList() {
  const mayOperate = useMay()('jobs.operate');
  const tasks = useTaskChoices();
  return (
    <ListPage
      title="失败的工作"
      endpoint={jobEndpoints.dead}
      rowLink={({ id }) => `/jobs/dead/${id}`}
      pageSize={50}
      empty={{ text: '没有待处理的失败。多次重试仍不成功的工作会出现在这里。' }}
      {...(mayOperate ? { renderBatch: (rows, done) => <SettleButtons ids={rows.filter(({ settlement }) => settlement === null).map(({ id }) => id)} done={done} /> } : {})}
      filters={[
        { kind: 'choice', name: 'settled', label: '处理', options: [{ value: 'true', label: '已处理的' }] },
        { kind: 'choice', name: 'task', label: '工作', options: tasks, width: 200 },
      ]}
      columns={[
        { key: 'title', title: '工作', width: 200 },
        { key: 'problem', title: '问题' },
        { key: 'attempts', title: '已尝试', figures: true, width: 88 },
        { key: 'failedAt', title: '最后失败', sort: 'failedAt', width: 150, text: ({ failedAt }) => whenText(failedAt), render: ({ failedAt }) => <When at={failedAt} /> },
        { key: 'settlement', title: '处理', width: 120, text: ({ settlement }) => (settlement === null ? '待处理' : settlementLabels[settlement]) },
        { key: 'settledBy', title: '处理人', hidden: true },
        { key: 'settledAt', title: '处理时间', hidden: true, text: ({ settledAt }) => whenText(settledAt) },
        { key: 'task', title: '任务名', hidden: true },
      ]}
    />
  );
}
