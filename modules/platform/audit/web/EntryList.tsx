import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { actorKindLabels, auditEndpoints } from '../contract.ts';
import { UnitFilter } from './UnitFilter.tsx';
import { actorText, exactTime } from './words.ts';

/** The audit trail, the latest first. Every question asked here is itself written into it. */
export function EntryList() {
  const may = useMay();
  const named = useEndpoint(auditEndpoints.actions, {});
  const rows = named.data?.rows ?? [];
  const modules = [...new Map(rows.map(({ module, moduleTitle }) => [module, moduleTitle]))].map(([value, title]) => ({ value, label: `${title}：全部` }));
  const actions = rows.map(({ action, title }) => ({ value: action, label: title }));
  return (
    <ListPage
      title="审计记录"
      endpoint={auditEndpoints.list}
      {...(may('audit.export') ? { exportEndpoint: auditEndpoints.export } : {})}
      rowLink={({ id }) => `/audit/${id}`}
      pageSize={50}
      filters={[
        { kind: 'days', name: 'from', until: 'to', label: '日期' },
        { kind: 'text', name: 'actor', label: '操作者账号或姓名' },
        { kind: 'choice', name: 'actorKind', label: '操作者类别', options: Object.entries(actorKindLabels).map(([value, label]) => ({ value, label })) },
        { kind: 'choice', name: 'action', label: '动作', options: [...modules, ...actions], width: 160 },
        { kind: 'text', name: 'target', label: '对象编号' },
        { kind: 'text', name: 'about', label: '所涉主体编号' },
        { kind: 'text', name: 'address', label: '网络地址' },
        ...(may('organisations.read') ? [{ kind: 'own' as const, name: 'unitId' as const, label: '单位', render: (value: string, change: (unitId: string | undefined) => void) => <UnitFilter value={value} change={change} /> }] : []),
        { kind: 'own', name: 'requestId', label: '请求', render: (id, change) => id && <RequestFilter clear={() => change(undefined)} /> },
      ]}
      columns={[
        { key: 'at', title: '时间', width: 190, text: ({ at }) => exactTime(at) },
        { key: 'actorName', title: '操作者', width: 120, text: actorText },
        { key: 'unitName', title: '单位', width: 200 },
        { key: 'actionTitle', title: '动作', width: 160 },
        { key: 'target', title: '对象', text: ({ target }) => target },
        { key: 'basis', title: '依据' },
        { key: 'address', title: '网络地址', width: 128 },
        { key: 'about', title: '所涉主体', hidden: true },
        { key: 'actorId', title: '账号', hidden: true },
        { key: 'action', title: '动作名称', hidden: true },
      ]}
    >
      <p className="soft" style={{ margin: '0 0 8px' }}>不选日期时显示最近七天；查阅和导出本身也会记入审计。</p>
    </ListPage>
  );
}

/** Says that the list shows one request; comes by a link from an entry. */
const RequestFilter = ({ clear }: { clear: () => void }) => (
  <Button icon={<CloseOutlined />} iconPlacement="end" title="取消这个条件" onClick={clear}>
    同一请求
  </Button>
);
