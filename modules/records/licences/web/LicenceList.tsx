import { Input } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { licenceEndpoints, standingLabels } from '../contract.ts';
import { StandingTag } from './StandingTag.tsx';

const choices = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The licences the officer may see. */
export function LicenceList() {
  const types = useEndpoint(licenceEndpoints.types, {});
  return (
    <ListPage
      title="证照库"
      endpoint={licenceEndpoints.list}
      rowLink={({ id }) => `/licences/${id}`}
      empty={{ text: '办件办结制证后，证照会出现在这里。' }}
      filters={[
        { kind: 'text', name: 'text', label: '证照编号或标识' },
        { kind: 'own', name: 'holder', label: '持证者', render: (value, change) => <HolderFilter value={value} change={change} /> },
        { kind: 'choice', name: 'typeKey', label: '证照名称', options: (types.data?.rows ?? []).map(({ key, name }) => ({ value: key, label: name })), width: 160 },
        { kind: 'choice', name: 'standing', label: '状态', options: choices(standingLabels) },
        { kind: 'days', name: 'issuedFrom', until: 'issuedUntil', label: '发证日期' },
        { kind: 'days', name: 'expiresFrom', until: 'expiresUntil', label: '到期日期' },
      ]}
      columns={[
        { key: 'number', title: '证照编号', sort: 'number', width: 184, render: ({ number }) => <span className="figures">{number}</span> },
        { key: 'typeName', title: '证照名称', width: 144 },
        { key: 'holderName', title: '持证者', width: 220 },
        { key: 'holderNumber', title: '持证者号码', hidden: true },
        { key: 'standing', title: '状态', text: ({ standing }) => standingLabels[standing], render: ({ standing }) => <StandingTag standing={standing} />, width: 96 },
        { key: 'issuerName', title: '发证机关' },
        { key: 'divisionName', title: '区划', hidden: true },
        { key: 'issuedOn', title: '发证日期', sort: 'issuedAt', text: ({ issuedOn }) => whenText(issuedOn), render: ({ issuedOn }) => <When at={issuedOn} />, width: 168 },
        { key: 'validTo', title: '有效期至', sort: 'expiresOn', text: ({ validTo }) => validTo ?? '长期', render: ({ validTo }) => (validTo ? <When at={validTo} /> : '长期'), width: 168 },
        { key: 'version', title: '版本', figures: true, hidden: true },
        { key: 'identifier', title: '电子证照标识', hidden: true },
      ]}
    />
  );
}

/** Names are kept encrypted, so a holder is found by the whole name or number, on Enter. */
const HolderFilter = ({ value, change }: { value: string; change: (value: string | undefined) => void }) => (
  <Input.Search
    key={value}
    aria-label="持证者全名或完整号码"
    placeholder="持证者全名或完整号码"
    defaultValue={value}
    maxLength={100}
    allowClear
    style={{ width: 240 }}
    onSearch={(text) => change(text.trim() || undefined)}
  />
);
