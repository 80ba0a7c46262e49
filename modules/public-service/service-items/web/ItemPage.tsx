import { useParams } from '@tanstack/react-router';
import { DetailPage, type DetailTab } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { caseTypeLabels, gapLabels, serviceItemEndpoints, versionStatusLabels, type ItemDetail } from '../contract.ts';
import { GuidePreview } from './GuidePreview.tsx';
import { VersionTag } from './words.tsx';

const tabs: readonly DetailTab<ItemDetail>[] = [
  { key: 'guide', title: '办事指南', content: (item) => <GuidePreview guide={item.guide} /> },
  { key: 'units', title: '实施主体', content: (item) => <Units item={item} /> },
  { key: 'versions', title: '版本', content: (item) => <Versions item={item} /> },
];

/** One item: its place in the catalogue, its guide, who carries it out, its versions. */
export function ItemPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={serviceItemEndpoints.get}
      input={{ id }}
      title={(item) => item.name}
      renderStatus={(item) => (item.version === null ? <StatusTag>仅指南</StatusTag> : <StatusTag tone="good">可在线办理</StatusTag>)}
      renderSubtitle={(item) => `${item.id}　${item.bureauName}　基本编码 ${item.baseCode}`}
      tabs={tabs}
    >
      {(item) => (
        <>
          <Section title="目录信息">
            <Fields
              columns={3}
              of={[
                { label: '类型', value: item.typeName },
                { label: '办件类型', value: caseTypeLabels[item.caseType] },
                { label: '承诺时限', value: item.promised },
                { label: '网办等级', value: `${item.onlineLevel} 级` },
                { label: '近九十日查看', value: `${item.popularity} 次` },
                { label: '最近变更', value: <When at={item.changedAt} /> },
              ]}
            />
          </Section>
          {item.gaps.length > 0 && (
            <Section title="待完善">
              <ul className="item-list">
                {item.gaps.map((gap) => (
                  <li key={gap}>{gapLabels[gap]}</li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
    </DetailPage>
  );
}

const Units = ({ item }: { item: ItemDetail }) => (
  <Section title="实施主体">
    {item.units.length === 0 ? (
      <p className="soft">没有实施主体</p>
    ) : (
      <DataTable
        label="实施主体"
        tight
        rows={item.units}
        rowId={({ taskCode }) => taskCode}
        columns={[
          { key: 'unitName', title: '单位' },
          { key: 'divisionName', title: '区划', width: 140 },
          { key: 'level', title: '行使层级', width: 120 },
          { key: 'taskCode', title: '实施编码', width: 280 },
          { key: 'place', title: '办理地点', text: ({ place }) => place ?? '' },
          { key: 'phone', title: '电话', text: ({ phone }) => phone ?? '', width: 96 },
        ]}
      />
    )}
  </Section>
);

const Versions = ({ item }: { item: ItemDetail }) => (
  <Section title="版本">
    {item.versions.length === 0 ? (
      <p className="soft">这个事项只有目录和指南，还不能在线申请。把它的表单、材料、流程、规则和文书放进内容包，载入后就有第一版。</p>
    ) : (
      <DataTable
        label="版本"
        tight
        rows={item.versions}
        rowId={({ id }) => id}
        rowLink={({ id }) => `/service-item-versions/${id}`}
        columns={[
          { key: 'version', title: '版本', text: ({ version }) => `第 ${version} 版`, width: 120 },
          { key: 'status', title: '状态', text: ({ status }) => versionStatusLabels[status], render: ({ status }) => <VersionTag status={status} />, width: 120 },
          { key: 'createdAt', title: '装载时间', render: ({ createdAt }) => <When at={createdAt} /> },
          { key: 'publishedAt', title: '最近启用', render: ({ publishedAt }) => (publishedAt ? <When at={publishedAt} /> : '—') },
        ]}
      />
    )}
  </Section>
);
