import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { instanceStatusLabels, processEndpoints } from '../contract.ts';
import { IncidentCount, InstanceStatusTag } from './words.tsx';

/** The processes the viewer may see, those that failed findable. */
export const InstanceList = () => (
  <ListPage
    title="流程运行"
    endpoint={processEndpoints.instances}
    rowLink={({ id }) => `/process-instances/${id}`}
    empty={{ text: '有办件提交以后，这里会列出它们的流程。' }}
    filters={[
      { kind: 'text', name: 'subject', label: '所办记录（完整编号）' },
      { kind: 'choice', name: 'status', label: '状态', options: Object.entries(instanceStatusLabels).map(([value, label]) => ({ value, label })) },
      { kind: 'choice', name: 'withIncidents', label: '故障', options: [{ value: 'true', label: '只看有故障的' }] },
    ]}
    columns={[
      { key: 'definitionTitle', title: '流程', width: 240 },
      { key: 'subject', title: '所办记录' },
      { key: 'version', title: '版本', width: 72, figures: true },
      { key: 'status', title: '状态', text: ({ status }) => instanceStatusLabels[status], render: ({ status }) => <InstanceStatusTag status={status} />, width: 96 },
      { key: 'incidents', title: '故障', text: ({ incidents }) => String(incidents), render: ({ incidents }) => (incidents > 0 ? <IncidentCount count={incidents} /> : '—'), width: 112 },
      { key: 'startedAt', title: '开始', sort: 'startedAt', text: ({ startedAt }) => whenText(startedAt), render: ({ startedAt }) => <When at={startedAt} />, width: 136 },
      { key: 'endedAt', title: '结束', text: ({ endedAt }) => whenText(endedAt), render: ({ endedAt }) => <When at={endedAt} />, width: 136 },
      { key: 'definitionKey', title: '流程代码', hidden: true },
    ]}
  />
);
