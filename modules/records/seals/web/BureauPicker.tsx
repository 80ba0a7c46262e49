import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { inputAttributes } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import type { OwnControl } from '../../../../web/staff-kit/form/fields.ts';
import { organisationEndpoints } from '../../../platform/organisations/contract.ts';

const pause = 300;

/** Finds a bureau by a part of its name; there are too many to list. */
export function BureauPicker({ value, change, ...described }: OwnControl) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useEndpoint(organisationEndpoints.list, { kind: 'bureau', status: 'active', size: 20, ...(text ? { text } : {}) }, { keepsLast: true });
  const id = typeof value === 'string' && value !== '' ? value : undefined;
  const chosen = useEndpoint(organisationEndpoints.get, id === undefined ? null : { id });
  const options = (found.data?.rows ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  const withChosen = chosen.data && !options.some((option) => option.value === id) ? [{ value: chosen.data.id, label: chosen.data.name }, ...options] : options;
  return (
    <Select
      {...inputAttributes(described)}
      value={id}
      options={withChosen}
      loading={found.isFetching}
      placeholder="输入单位名称查找"
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={found.isFetching ? '正在查找' : '没有符合的单位'}
      onChange={(next: string | undefined) => change(next)}
      style={{ width: '100%' }}
    />
  );
}
