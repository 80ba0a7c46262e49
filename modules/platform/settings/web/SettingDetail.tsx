import { useParams } from '@tanstack/react-router';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import type { RecordField } from '../../../../web/staff-kit/form/fields.ts';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Empty } from '../../../../web/staff-kit/states/Empty.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { useRecordTitle } from '../../../../web/staff-kit/states/page-title.ts';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { settingEndpoints, type Setting, type SettingValue } from '../contract.ts';
import { valueText } from './words.ts';

/** One setting: what it does, its value, and every change of it. */
export function SettingDetail() {
  const { key } = useParams({ strict: false }) as { key: string };
  const { data, error, refetch } = useEndpoint(settingEndpoints.list, {});
  const setting = data?.rows.find((row) => row.key === key);
  useRecordTitle(setting?.title ?? null);
  const mayManage = useMay()('settings.manage');
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (!setting) return <Empty title="没有这项设置" />;
  return (
    <article aria-labelledby="page-heading">
      <header className="page-head">
        <h1 id="page-heading">{setting.title}</h1>
      </header>
      <Section title="设置">
        <Fields
          of={[
            { label: '现在的值', value: valueText(setting.value, setting) },
            { label: '默认值', value: valueText(setting.default, setting) },
            { label: '说明', value: setting.help, wide: true },
            { label: '依据', value: setting.legalBasis },
            { label: '名称', value: setting.key },
          ]}
        />
      </Section>
      {mayManage && (
        <Section title="修改">
          {/* A new value begins a new form. */}
          <Change key={String(setting.value)} setting={setting} />
        </Section>
      )}
      <Changes setting={setting} />
    </article>
  );
}

const shown = 100;

function Changes({ setting }: { setting: Setting }) {
  const { data, error, refetch } = useEndpoint(settingEndpoints.history, { key: setting.key, size: shown });
  return (
    <Section title="变更记录">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.rows.length === 0 && <p className="soft">还没有改过，用的是默认值</p>}
      {data && data.rows.length > 0 && (
        <DataTable
          label="变更记录"
          tight
          rows={data.rows}
          rowId={({ id }) => id}
          columns={[
            { key: 'changedAt', title: '时间', render: ({ changedAt }) => <When at={changedAt} />, width: 140 },
            { key: 'changedByName', title: '修改人', width: 120 },
            { key: 'valueBefore', title: '原值', text: ({ valueBefore }) => valueText(valueBefore, setting), width: 160 },
            { key: 'valueAfter', title: '新值', text: ({ valueAfter }) => valueText(valueAfter, setting), width: 160 },
            { key: 'reason', title: '理由' },
          ]}
        />
      )}
      {data && data.rows.length === shown && <p className="soft">只列出最近 {shown} 次，更早的见审计记录</p>}
    </Section>
  );
}

interface NewValue {
  readonly value: SettingValue;
  readonly reason: string;
}

function Change({ setting }: { setting: Setting }) {
  const go = useGo();
  const change = useAction(settingEndpoints.change, { invalidates: [settingEndpoints.list, settingEndpoints.history], success: ({ title }) => `已修改${title}`, showsFailure: true });
  return (
    <RecordForm<NewValue>
      initial={{ value: setting.value }}
      submitLabel="保存"
      errorFields={{ 'settings.outOfRange': 'value', 'settings.wrongLength': 'value', 'settings.unchanged': 'value' }}
      submit={({ value, reason }) => change.mutateAsync({ key: setting.key, value: value ?? false, reason })}
      onCancel={() => go('/settings')}
      fields={[valueField(setting), { kind: 'textarea', name: 'reason', label: '理由', required: true, maxLength: 200, rows: 2, help: '理由会记入变更记录和审计' }]}
    />
  );
}

function valueField({ title, type, min, max, unit }: Setting): RecordField<NewValue> {
  const base = { name: 'value', label: '新值' } as const;
  if (type === 'switch') return { ...base, kind: 'yesNo', says: title };
  const limits = { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) };
  if (type === 'number') return { ...base, kind: 'number', required: true, ...limits, help: `${min} 到 ${max}${unit ? ` ${unit}` : ''}`, ...(unit ? { unit } : {}) };
  return { ...base, kind: 'text', required: true, ...(min === null ? {} : { minLength: min }), ...(max === null ? {} : { maxLength: max }), help: `${min} 到 ${max} 个字` };
}
