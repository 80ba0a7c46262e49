import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { audienceLabels, noticeEndpoints, type Audience, type Template } from '../contract.ts';

/** All templates, those for citizens first. */
export function TemplateList() {
  const { data, error, refetch } = useEndpoint(noticeEndpoints.templates, {});
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">消息模板</h1>
      </header>
      <p className="soft">模板是城市内容包的一部分（notices 文件夹），改动后重新装载生效；这里可以查看和预览。</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (Object.keys(audienceLabels) as Audience[]).map((audience) => <Templates key={audience} audience={audience} rows={data.rows.filter((row) => row.audience === audience)} />)}
    </>
  );
}

const Templates = ({ audience, rows }: { audience: Audience; rows: readonly Template[] }) => (
  <Section title={`发给${audienceLabels[audience]}`}>
    <DataTable
      label={`发给${audienceLabels[audience]}的模板`}
      rows={rows}
      rowId={({ key }) => key}
      rowLink={({ key }) => `/notice-templates/${key}`}
      columns={[
        { key: 'title', title: '标题', width: 140 },
        { key: 'key', title: '名称', width: 200 },
        { key: 'text', title: '站内正文' },
        { key: 'sms', title: '短信', width: 96, text: ({ sms }) => (sms === null ? '不发' : '发') },
      ]}
    />
  </Section>
);
