import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { organisationEndpoints, unitKindLabels, unitStatusLabels } from '../contract.ts';
import { useDivisionChoices } from './divisions.ts';
import { UnitStatusTag } from './UnitStatusTag.tsx';

const choices = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** All units of the city. */
export function UnitList() {
  const go = useGo();
  const mayManage = useMay()('organisations.manage');
  const divisions = useDivisionChoices();
  const create = mayManage && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go('/units/new')}>
      新设单位
    </Button>
  );
  return (
    <ListPage
      title="组织机构"
      endpoint={organisationEndpoints.list}
      rowLink={({ id }) => `/units/${id}`}
      actions={create}
      empty={{ text: '城市数据包里的单位在启动时载入；也可以在这里新设。', action: create }}
      filters={[
        { kind: 'text', name: 'text', label: '名称或信用代码' },
        { kind: 'choice', name: 'kind', label: '类别', options: choices(unitKindLabels) },
        { kind: 'choice', name: 'divisionCode', label: '区划', options: divisions.choices, width: 160 },
        { kind: 'own', name: 'below', label: '单位', render: (id, change) => id && <BelowFilter id={id} clear={() => change(undefined)} /> },
        { kind: 'choice', name: 'status', label: '状态', options: choices(unitStatusLabels) },
      ]}
      columns={[
        { key: 'name', title: '全称', sort: 'name', width: 240 },
        { key: 'shortName', title: '简称' },
        { key: 'kind', title: '类别', text: ({ kind }) => unitKindLabels[kind], width: 96 },
        { key: 'parentName', title: '上级单位' },
        { key: 'divisionName', title: '所在区划', width: 120 },
        { key: 'uscc', title: '统一社会信用代码', width: 184 },
        { key: 'status', title: '状态', text: ({ status }) => unitStatusLabels[status], render: ({ status }) => <UnitStatusTag status={status} />, width: 88 },
        { key: 'changedAt', title: '最近变更', sort: 'changedAt', text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} />, width: 128 },
        { key: 'id', title: '编号', hidden: true },
      ]}
    />
  );
}

/** Says that the list shows one unit and what lies below it; comes by a link from that unit. */
function BelowFilter({ id, clear }: { id: string; clear: () => void }) {
  const { data } = useEndpoint(organisationEndpoints.get, { id });
  return (
    <Button icon={<CloseOutlined />} iconPlacement="end" title="取消这个条件" onClick={clear}>
      {data?.name ?? '单位'}及下设
    </Button>
  );
}
