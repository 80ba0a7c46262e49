import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { organisationEndpoints } from '../../organisations/contract.ts';

const pause = 300;
const shown = 20;

/** One unit of many, found by a part of its name; entries of the units below it count too. */
export function UnitFilter({ value, change }: { value: string; change: (unitId: string | undefined) => void }) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useEndpoint(organisationEndpoints.list, { size: shown, ...(text ? { text } : {}) }, { keepsLast: true });
  const chosen = useEndpoint(organisationEndpoints.get, value ? { id: value } : null);
  const units = [...(chosen.data && !text ? [chosen.data] : []), ...(found.data?.rows ?? [])].filter((unit, at, all) => all.findIndex(({ id }) => id === unit.id) === at);
  return (
    <Select
      aria-label="单位及下设"
      prefix={value ? <span className="soft">单位</span> : undefined}
      placeholder="单位及下设"
      value={value || undefined}
      options={units.map(({ id, name, kind, parentName }) => ({ value: id, label: kind === 'department' && parentName ? `${parentName} ${name}` : name }))}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? '正在查找' : '没有名称含这些字的单位'}
      allowClear
      popupMatchSelectWidth={false}
      onChange={(next: string | undefined) => change(next)}
      style={{ minWidth: 160 }}
    />
  );
}
