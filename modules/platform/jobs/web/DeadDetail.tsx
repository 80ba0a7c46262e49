import { useParams } from '@tanstack/react-router';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { jobEndpoints, settlementLabels } from '../contract.ts';
import { SettleButtons } from './SettleButtons.tsx';

const wrapped = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 } as const;

/** One failed job: what it was given and how it failed. */
export function DeadDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayOperate = useMay()('jobs.operate');
  return (
    <DetailPage
      endpoint={jobEndpoints.deadJob}
      input={{ id }}
      title={(job) => job.title}
      renderStatus={({ settlement }) => <StatusTag tone={settlement === null ? 'bad' : 'neutral'}>{settlement === null ? '待处理' : settlementLabels[settlement]}</StatusTag>}
      renderActions={(job) => mayOperate && job.settlement === null && <SettleButtons ids={[job.id]} />}
    >
      {(job) => (
        <>
          <Section title="情况">
            <Fields
              of={[
                { label: '任务名', value: job.task },
                { label: '已尝试', value: `${job.attempts} 次` },
                { label: '最后失败', value: <When at={job.failedAt} /> },
                { label: '处理人', value: job.settledBy },
                { label: '处理时间', value: <When at={job.settledAt} /> },
              ]}
            />
          </Section>
          <Section title="错误">
            <pre style={wrapped}>{job.error}</pre>
          </Section>
          <Section title="参数">
            <pre style={wrapped}>{job.payload}</pre>
          </Section>
        </>
      )}
    </DetailPage>
  );
}
