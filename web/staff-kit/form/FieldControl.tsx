import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { describedAttributes, groupAttributes, inputAttributes, type Described } from './FieldFrame.tsx';
import { DayControl } from './DayControl.tsx';
import type { Choice, RecordField } from './fields.ts';
import { UploadControl, type KeptFile } from './UploadControl.tsx';

interface Props<V> extends Described {
  readonly field: RecordField<V>;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}

/** The control of one field of a `RecordForm`. */
export function FieldControl<V>({ field, value, change, ...described }: Props<V>) {
  const attributes = inputAttributes(described);
  switch (field.kind) {
    case 'text': {
      const Control = field.password ? Input.Password : Input;
      return (
        <Control
          {...attributes}
          value={text(value)}
          maxLength={field.exactLength ?? field.maxLength}
          placeholder={field.placeholder}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
        />
      );
    }
    case 'textarea':
      return <Input.TextArea {...attributes} value={text(value)} maxLength={field.maxLength} autoSize={{ minRows: field.rows ?? 3, maxRows: 12 }} onChange={(event) => change(event.target.value)} />;
    case 'number':
      return (
        <InputNumber
          {...attributes}
          value={typeof value === 'number' ? value : null}
          precision={field.decimals ?? 0}
          suffix={field.unit}
          controls={false}
          onChange={change}
          style={{ width: '100%' }}
        />
      );
    case 'choice':
      return <ChoiceControl {...described} value={text(value)} options={field.options} loading={field.loading ?? false} change={change} />;
    case 'choices':
      return (
        <fieldset className="group" {...groupAttributes(described)}>
          <Checkbox.Group value={Array.isArray(value) ? (value as string[]) : []} options={field.options.map(plainChoice)} onChange={change} />
        </fieldset>
      );
    case 'radio':
      return <Radio.Group {...groupAttributes(described)} value={value ?? null} options={field.options.map(plainChoice)} onChange={(event) => change(event.target.value)} />;
    case 'day':
      return <DayControl {...described} value={text(value)} change={change} />;
    case 'yesNo':
      return (
        <Checkbox {...describedAttributes(described)} checked={value === true} onChange={(event) => change(event.target.checked)}>
          {field.says}
        </Checkbox>
      );
    case 'files':
      return <UploadControl {...described} label={field.label} value={(value as KeptFile[] | undefined) ?? []} change={change} accept={field.accept ?? null} most={field.most ?? null} maxSizeMb={field.maxSizeMb ?? 20} />;
    case 'own':
      return field.render({ ...described, value, change });
  }
}

interface ChoiceProps extends Described {
  readonly value: string;
  readonly options: readonly Choice[];
  readonly loading?: boolean;
  readonly change: (value: string | undefined) => void;
}

/** One of many, found by typing. */
export const ChoiceControl = ({ value, options, loading = false, change, ...described }: ChoiceProps) => (
  <Select
    {...inputAttributes(described)}
    value={value === '' ? undefined : value}
    options={options.map(plainChoice)}
    loading={loading}
    placeholder="请选择"
    allowClear
    showSearch={{ optionFilterProp: 'label' }}
    notFoundContent={loading ? '正在加载' : '没有符合的选项'}
    onChange={change}
    style={{ width: '100%' }}
  />
);

const plainChoice = ({ value, label, disabled }: Choice) => ({ value, label, ...(disabled ? { disabled } : {}) });

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
