import { Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { processEndpoints, taskStatusLabels, type Task, type TaskStatus } from '../contract.ts';

const tones: Readonly<Record<TaskStatus, Tone>> = { open: 'progress', done: 'good', closed: 'neutral' };

/** What people had to do in a process, in order, and have to do now. */
export function Tasks({ tasks }: { tasks: readonly Task[] }) {
  const mayUrge = useMay()('processes.urge') && tasks.some(({ status }) => status === 'open');
  return (
    <Section title="任务">
      {tasks.length === 0 && <p className="soft">还没有需要人办理的环节</p>}
      {tasks.length > 0 && (
        <DataTable
          label="任务"
          tight
          rows={tasks}
          rowId={({ id }) => id}
          columns={[
            { key: 'title', title: '环节' },
            { key: 'person', title: '办理人', text: ({ doneByName, assigneeName, status }) => doneByName ?? assigneeName ?? (status === 'open' ? '待领取' : '') },
            { key: 'status', title: '状态', width: 88, render: ({ status }) => <StatusTag tone={tones[status]}>{taskStatusLabels[status]}</StatusTag> },
            { key: 'opinion', title: '意见' },
            { key: 'openedAt', title: '到达', width: 136, render: ({ openedAt }) => <When at={openedAt} /> },
            { key: 'doneAt', title: '办结', width: 136, render: ({ doneAt }) => <When at={doneAt} /> },
          ]}
          renderRowActions={mayUrge ? (task) => (task.status === 'open' ? <Urge task={task} /> : '—') : undefined}
        />
      )}
    </Section>
  );
}

function Urge({ task }: { task: Task }) {
  const urge = useAction(processEndpoints.urge, { invalidates: [processEndpoints.instance], success: '已催办' });
  return (
    <Button size="small" loading={urge.isPending} aria-label={`催办${task.title}`} onClick={() => urge.mutate({ id: task.id })}>
      催办
    </Button>
  );
}
