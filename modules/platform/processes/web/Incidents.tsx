import { Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { processEndpoints, type InstanceDetail } from '../contract.ts';

interface IncidentsProps {
  readonly incidents: InstanceDetail['openIncidents'];
  readonly names: ReadonlyMap<string, string>;
}

/** Steps that failed and wait; nothing when all is well. */
export function Incidents({ incidents, names }: IncidentsProps) {
  const mayOperate = useMay()('processes.operate');
  if (incidents.length === 0) return null;
  return (
    <Section title="故障">
      <p className="field-help">系统会自动重试几次；仍不成功的，请先排除原因，再人工重试。</p>
      <DataTable
        label="故障"
        tight
        rows={incidents}
        rowId={({ id }) => id}
        columns={[
          { key: 'node', title: '环节', text: ({ node }) => names.get(node) ?? node },
          { key: 'text', title: '问题' },
          { key: 'tries', title: '已试次数', width: 88, figures: true },
          { key: 'openedAt', title: '发生时间', width: 136, render: ({ openedAt }) => <When at={openedAt} /> },
        ]}
        renderRowActions={mayOperate ? ({ id, node }) => <Retry id={id} name={names.get(node) ?? node} /> : undefined}
      />
    </Section>
  );
}

function Retry({ id, name }: { id: string; name: string }) {
  const retry = useAction(processEndpoints.retry, { invalidates: [processEndpoints.instance, processEndpoints.instances], success: '已安排重试，结果稍后显示' });
  return (
    <Button size="small" type="primary" loading={retry.isPending} aria-label={`重试${name}`} onClick={() => retry.mutate({ id })}>
      重试
    </Button>
  );
}
