import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { sealEndpoints, sealKindLabels, sealStatusLabels } from '../contract.ts';
import { choices, SealStatusTag, statusText } from './words.tsx';

/** The seals the officer may see. */
export function SealList() {
  const go = useGo();
  const request = useMay()('seals.use') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go('/seals/new')}>
      申请印章
    </Button>
  );
  return (
    <ListPage
      title="电子印章"
      endpoint={sealEndpoints.list}
      rowLink={({ id }) => `/seals/${id}`}
      actions={request}
      empty={{ text: '单位申请并经批准后，印章会出现在这里。', action: request }}
      filters={[
        { kind: 'text', name: 'text', label: '印章名称或备案编码' },
        { kind: 'choice', name: 'kind', label: '类别', options: choices(sealKindLabels) },
        { kind: 'choice', name: 'status', label: '状态', options: choices(sealStatusLabels) },
      ]}
      columns={[
        { key: 'name', title: '印章名称', sort: 'name', width: 280 },
        { key: 'kind', title: '类别', text: ({ kind }) => sealKindLabels[kind], width: 88 },
        { key: 'unitName', title: '单位' },
        { key: 'divisionName', title: '区划', width: 112 },
        { key: 'status', title: '状态', text: statusText, render: (seal) => <SealStatusTag {...seal} />, width: 112 },
        { key: 'validTo', title: '证书到期', text: ({ validTo }) => whenText(validTo), render: ({ validTo }) => <When at={validTo} />, width: 168 },
        { key: 'code', title: '备案编码', figures: true, hidden: true },
        { key: 'certificateSerial', title: '证书序列号', hidden: true },
        { key: 'requestedAt', title: '申请时间', sort: 'requestedAt', text: ({ requestedAt }) => whenText(requestedAt), render: ({ requestedAt }) => <When at={requestedAt} />, width: 128 },
        { key: 'changedAt', title: '最近变更', sort: 'changedAt', text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} />, hidden: true },
      ]}
    />
  );
}
