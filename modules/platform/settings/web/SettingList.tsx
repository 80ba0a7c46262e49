import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { cityEndpoints, settingEndpoints } from '../contract.ts';
import { valueText } from './words.ts';

/** What an administrator may set, and the city this installation serves. */
export function SettingList() {
  const { data, error, refetch } = useEndpoint(settingEndpoints.list, {});
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">系统设置</h1>
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <Section title="设置">
          <DataTable
            label="设置"
            rows={data.rows}
            rowId={({ key }) => key}
            rowLink={({ key }) => `/settings/${key}`}
            columns={[
              { key: 'title', title: '设置', width: 180 },
              {
                key: 'value',
                title: '现在的值',
                width: 200,
                render: (setting) => (
                  <>
                    {valueText(setting.value, setting)} {setting.value === setting.default && <StatusTag>默认</StatusTag>}
                  </>
                ),
              },
              { key: 'help', title: '说明' },
              { key: 'legalBasis', title: '依据', width: 200 },
              { key: 'changedAt', title: '最近变更', width: 128, render: ({ changedAt }) => <When at={changedAt} /> },
            ]}
          />
        </Section>
      )}
      <CityPart />
    </>
  );
}

function CityPart() {
  const { data } = useEndpoint(cityEndpoints.city, {});
  if (!data) return null;
  return (
    <Section title="城市" actions={<span className="soft">来自城市内容包，不在这里修改</span>}>
      <Fields
        of={[
          { label: '城市', value: `${data.name}（${data.divisionCode}）` },
          { label: '门户名称', value: data.title },
          { label: '服务热线', value: data.phone },
          { label: '演示说明', value: data.demo },
          { label: '页脚', value: data.footer.join('；'), wide: true },
        ]}
      />
    </Section>
  );
}
