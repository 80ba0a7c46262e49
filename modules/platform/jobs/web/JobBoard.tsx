import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { Figure, StatPanel } from '../../../../web/staff-kit/figures/StatPanel.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { jobEndpoints, type TaskSummary } from '../contract.ts';

const every = 10_000;

/** What the platform does by itself: how it stands now, kind by kind, and what runs by the clock. */
export function JobBoard() {
  const { data, error, refetch } = useEndpoint(jobEndpoints.tasks, {}, { every });
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">后台工作</h1>
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <Now rows={data.rows} />}
      <Schedules />
    </>
  );
}

type Counted = 'waiting' | 'running' | 'late' | 'retrying' | 'dead';

function Now({ rows }: { rows: readonly TaskSummary[] }) {
  const sum = (name: Counted): number => rows.reduce((total, row) => total + row[name], 0);
  const counts = (['waiting', 'running', 'late', 'retrying'] as const).map((name) => ({ name, value: sum(name) }));
  const titles = { waiting: '等待', running: '执行中', late: '延误五分钟以上', retrying: '重试中' } as const;
  const dead = sum('dead');
  return (
    <>
      <StatPanel label="后台工作的数量">
        {counts.map(({ name, value }) => (
          <Figure key={name} label={titles[name]} value={value} to={`/jobs/queued?state=${name}`} tone={value > 0 && name === 'late' ? 'bad' : value > 0 && name === 'retrying' ? 'warning' : 'neutral'} />
        ))}
        <Figure label="失败待处理" value={dead} to="/jobs/dead" tone={dead > 0 ? 'bad' : 'neutral'} />
      </StatPanel>
      <Section title="各项工作">
        <DataTable
          label="各项工作"
          tight
          rows={rows}
          rowId={({ task }) => task}
          columns={[
            { key: 'title', title: '工作' },
            { key: 'task', title: '任务名' },
            ...(['waiting', 'running', 'late', 'retrying'] as const).map((name) => ({
              key: name,
              title: name === 'late' ? '延误' : titles[name],
              figures: true,
              width: 88,
              render: (row: TaskSummary) => <Count value={row[name]} to={`/jobs/queued?task=${encodeURIComponent(row.task)}&state=${name}`} />,
            })),
            { key: 'dead', title: '失败', figures: true, width: 88, render: (row) => <Count value={row.dead} to={`/jobs/dead?task=${encodeURIComponent(row.task)}`} /> },
          ]}
        />
      </Section>
    </>
  );
}

const Count = ({ value, to }: { value: number; to: string }) => (value === 0 ? <span className="soft">0</span> : <PageLink to={to}>{value.toLocaleString('zh-CN')}</PageLink>);

function Schedules() {
  const { data, error, refetch } = useEndpoint(jobEndpoints.schedules, {});
  return (
    <Section title="定时工作">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data && (
        <DataTable
          label="定时工作"
          tight
          rows={data.rows}
          rowId={({ task }) => task}
          columns={[
            { key: 'title', title: '工作' },
            { key: 'task', title: '任务名' },
            { key: 'every', title: '何时', width: 140 },
            { key: 'lastRunAt', title: '最近一次', width: 160, render: ({ lastRunAt }) => (lastRunAt === null ? <span className="soft">还没有执行过</span> : <When at={lastRunAt} />) },
          ]}
        />
      )}
    </Section>
  );
}
