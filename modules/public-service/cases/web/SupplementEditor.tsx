import { Button, Input, Select } from 'antd';
import { fieldsOf, type CompiledForm } from '../../../../engines/forms/contract.ts';
import type { CaseDetail, SupplementItem } from '../contract.ts';

interface SupplementEditorProps {
  readonly detail: CaseDetail;
  readonly items: readonly SupplementItem[];
  readonly change: (items: SupplementItem[]) => void;
}

/** Lists everything to be supplied, in one notice: the law allows only one. */
export function SupplementEditor({ detail, items, change }: SupplementEditorProps) {
  const choices = [
    { label: '材料', options: detail.materials.map(({ key, name }) => ({ value: key, label: name })) },
    { label: '申请表', options: fieldsOf(detail.form as CompiledForm).map(({ key, label }) => ({ value: key, label })) },
  ];
  const nameOf = (about: string): string => choices.flatMap((group) => group.options).find(({ value }) => value === about)?.label ?? about;
  const set = (at: number, patch: Partial<SupplementItem>): void => change(items.map((item, index) => (index === at ? { ...item, ...patch } : item)));
  return (
    <fieldset className="section">
      <legend>一次性补正告知</legend>
      <p className="field-help">依据行政许可法第三十二条，须一次告知需要补正的全部内容，之后不能再次要求补正。</p>
      {items.map((item, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- entries have no identity but their place
        <div key={at} className="form-row" style={{ '--columns': 4 } as React.CSSProperties}>
          <Select aria-label={`第 ${at + 1} 项补正对象`} showSearch={{ optionFilterProp: 'label' }} placeholder="补正对象" value={item.about || undefined} options={choices} onChange={(about: string) => set(at, { about, name: nameOf(about) })} />
          <Input aria-label={`第 ${at + 1} 项存在的问题`} placeholder="存在的问题" value={item.problem} maxLength={500} onChange={(event) => set(at, { problem: event.target.value })} />
          <Input aria-label={`第 ${at + 1} 项补正要求`} placeholder="补正要求" value={item.requirement} maxLength={500} onChange={(event) => set(at, { requirement: event.target.value })} />
          <Button onClick={() => change(items.filter((_, index) => index !== at))}>删除</Button>
        </div>
      ))}
      <Button onClick={() => change([...items, { about: '', name: '', problem: '', requirement: '' }])}>添加一项</Button>
    </fieldset>
  );
}
