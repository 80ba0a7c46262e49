import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { jobEndpoints, queueStateLabels, type QueueState } from '../contract.ts';
import { useTaskChoices } from './task-choices.ts';

const tones: Readonly<Record<QueueState, Tone>> = { waiting: 'neutral', running: 'progress', late: 'bad', retrying: 'warning' };

/** Jobs in the queue, the oldest first. */
export function QueuedList() {
  const tasks = useTaskChoices();
  return (
    <ListPage
      title="排队中的工作"
      endpoint={jobEndpoints.queued}
      empty={{ text: '队列是空的，所有后台工作都已完成。' }}
      filters={[
        { kind: 'choice', name: 'state', label: '状态', options: Object.entries(queueStateLabels).map(([value, label]) => ({ value, label })) },
        { kind: 'choice', name: 'task', label: '工作', options: tasks, width: 200 },
      ]}
      columns={[
        { key: 'title', title: '工作', width: 200 },
        { key: 'task', title: '任务名', width: 200 },
        { key: 'state', title: '状态', width: 96, text: ({ state }) => queueStateLabels[state], render: ({ state }) => <StatusTag tone={tones[state]}>{queueStateLabels[state]}</StatusTag> },
        { key: 'dueAt', title: '应执行时间', width: 150, text: ({ dueAt }) => whenText(dueAt), render: ({ dueAt }) => <When at={dueAt} /> },
        { key: 'createdAt', title: '登记时间', width: 150, text: ({ createdAt }) => whenText(createdAt), render: ({ createdAt }) => <When at={createdAt} />, hidden: true },
        { key: 'attempts', title: '已尝试', figures: true, width: 88 },
        { key: 'problem', title: '最近的问题' },
        { key: 'id', title: '编号', sort: 'id', width: 96, hidden: true },
      ]}
    />
  );
}
