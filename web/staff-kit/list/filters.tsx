import { SearchOutlined } from '@ant-design/icons';
import { Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { UrlValues } from '../data/useUrl.ts';
import { DayRange } from '../form/DayControl.tsx';
import type { Choice } from '../form/fields.ts';

/** One condition above a list; `name` is a property of the endpoint's input and of the address. */
export type Filter<Name extends string = string> =
  | { readonly kind: 'text'; readonly name: Name; readonly label: string }
  | { readonly kind: 'choice'; readonly name: Name; readonly label: string; readonly options: readonly Choice[]; readonly width?: number }
  | { readonly kind: 'days'; readonly name: Name; readonly until: Name; readonly label: string }
  | { readonly kind: 'own'; readonly name: Name; readonly label: string; readonly render: (value: string, change: (value: string | undefined) => void) => ReactNode };

export interface FilterProps {
  readonly filter: Filter;
  readonly values: UrlValues;
  readonly change: (patch: Readonly<Record<string, string | undefined>>, typing?: boolean) => void;
}

/** The control of one condition. */
export function FilterControl({ filter, values, change }: FilterProps) {
  const value = values[filter.name] ?? '';
  switch (filter.kind) {
    case 'text':
      return <QuickText label={filter.label} value={value} change={(text) => change({ [filter.name]: text }, true)} />;
    case 'choice':
      return (
        <Select
          aria-label={filter.label}
          prefix={value ? <span className="soft">{filter.label}</span> : undefined}
          placeholder={filter.label}
          value={value || undefined}
          options={filter.options.map(({ value, label }) => ({ value, label }))}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          notFoundContent="没有符合的选项"
          onChange={(chosen: string | undefined) => change({ [filter.name]: chosen })}
          style={{ minWidth: filter.width ?? 120 }}
        />
      );
    case 'days':
      return <DayRange label={filter.label} from={value} to={values[filter.until] ?? ''} change={(from, to) => change({ [filter.name]: from, [filter.until]: to })} />;
    case 'own':
      return filter.render(value, (next) => change({ [filter.name]: next }));
  }
}

const pause = 300;

/** Filters while typing, once the typing pauses. */
function QuickText({ label, value, change }: { label: string; value: string; change: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed.trim()), pause);
    return () => clearTimeout(timer);
    // Only typing starts the pause; a new `change` function is the same function.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [typed]);
  return (
    <Input
      className="quick-filter"
      data-quick-filter=""
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined aria-hidden="true" />}
      value={typed}
      allowClear
      maxLength={60}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

/** The conditions in force, in words: for the print sheet and the empty state. */
export const filterWords = (filters: readonly Filter[], values: UrlValues): string[] =>
  filters.flatMap((filter) => {
    const value = values[filter.name] ?? '';
    if (filter.kind === 'days') {
      const until = values[filter.until] ?? '';
      return value || until ? [`${filter.label}：${value || '不限'} 至 ${until || '不限'}`] : [];
    }
    if (!value) return [];
    const shown = filter.kind === 'choice' ? (filter.options.find((each) => each.value === value)?.label ?? value) : value;
    return [`${filter.label}：${shown}`];
  });

/** Every name the conditions use in the address. */
export const filterNames = (filters: readonly Filter[]): string[] => filters.flatMap((filter) => (filter.kind === 'days' ? [filter.name, filter.until] : [filter.name]));
