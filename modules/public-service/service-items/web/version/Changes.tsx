import { Select } from 'antd';
import { useEndpoint } from '../../../../../web/staff-kit/data/useEndpoint.ts';
import { useUrl } from '../../../../../web/staff-kit/data/useUrl.ts';
import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../../web/staff-kit/list/DataTable.tsx';
import { Failure } from '../../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../../web/staff-kit/states/Skeleton.tsx';
import { serviceItemEndpoints, versionStatusLabels, type VersionDetail } from '../../contract.ts';
import '../items.css';

/** What a version changes against another one, place by place. */
export function Changes({ version }: { version: VersionDetail }) {
  const { values, change } = useUrl();
  const item = useEndpoint(serviceItemEndpoints.get, { id: version.itemId });
  const others = item.data?.versions.filter(({ id }) => id !== version.id) ?? [];
  const before = others.find(({ version: number }) => number < version.version) ?? others[0];
  const since = values['since'] ?? before?.id;
  if (item.data && others.length === 0) return <p className="soft">这是唯一的版本，没有可以比较的。</p>;
  return (
    <Section
      title="逐项比较"
      actions={
        <Select
          aria-label="与哪一版比较"
          value={since}
          options={others.map(({ id, version: number, status }) => ({ value: id, label: `与第 ${number} 版（${versionStatusLabels[status]}）比较` }))}
          onChange={(id: string) => change({ since: id }, { replace: true })}
          style={{ minWidth: 220 }}
        />
      }
    >
      {since === undefined ? <Skeleton lines={4} /> : <Differences id={version.id} since={since} />}
    </Section>
  );
}

function Differences({ id, since }: { id: string; since: string }) {
  const { data, error, refetch } = useEndpoint(serviceItemEndpoints.compare, { id, since });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  if (data.rows.length === 0) return <p className="soft">两个版本的内容相同。</p>;
  return (
    <>
      <DataTable
        label="变更"
        tight
        rows={data.rows}
        rowId={({ path }) => path}
        columns={[
          { key: 'place', title: '位置', width: 320 },
          { key: 'before', title: '原来', render: ({ before }) => (before === null ? '（没有）' : <span className="item-before">{before}</span>) },
          { key: 'after', title: '现在', render: ({ after }) => (after === null ? '（删去）' : <span className="item-after">{after}</span>) },
        ]}
      />
      {data.more && <p className="soft">差别过多，只列出前面的。</p>}
    </>
  );
}
