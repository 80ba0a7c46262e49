import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { inputAttributes, type Described } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { organisationEndpoints, type Unit } from '../../organisations/contract.ts';

export interface UnitChooserProps extends Partial<Described> {
  readonly value: string;
  readonly change: (unitId: string | undefined) => void;
  /** Says what it is where no label stands beside it. */
  readonly label?: string;
  readonly width?: number | string;
  /** Leaves out units that have been closed. */
  readonly openOnly?: boolean;
}

const shown = 30;
const pause = 300;

/** One of some thousand units, found by part of its name. */
export function UnitChooser({ value, change, label, width = '100%', openOnly = false, id, ...described }: UnitChooserProps) {
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim());
  const found = useEndpoint(organisationEndpoints.list, { size: shown, ...(text ? { text } : {}), ...(openOnly ? { status: 'active' } : {}) }, { keepsLast: true });
  const chosen = useEndpoint(organisationEndpoints.get, value ? { id: value } : null);
  const rows = found.data?.rows ?? [];
  const extra = chosen.data && !typed && !rows.some((unit) => unit.id === value) ? [chosen.data] : [];
  const nothing = found.isError ? '没有取到单位，请稍后再试' : found.isPending || text !== typed.trim() ? '正在查找' : '没有名称含这些字的单位';
  return (
    <Select
      {...(id === undefined ? {} : inputAttributes({ id, ...described }))}
      aria-label={label}
      prefix={label && value ? <span className="soft">{label}</span> : undefined}
      placeholder={label ?? '输入单位名称查找'}
      value={value || undefined}
      options={[...extra, ...rows].map((unit) => ({ value: unit.id, label: titleOf(unit) }))}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={nothing}
      allowClear
      popupMatchSelectWidth={false}
      onChange={(next: string | undefined) => {
        setTyped('');
        change(next);
      }}
      style={{ width, minWidth: 160, maxWidth: '100%' }}
    />
  );
}

/** A department alone says little: its bureau stands before it. */
const titleOf = ({ name, kind, parentName }: Unit): string => (kind === 'department' && parentName ? `${parentName} ${name}` : name);

/** What was typed, once the typing pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
