import { Checkbox, Input, Radio } from 'antd';
import type { Address, CodeItem, FieldView, FileReference } from '../../../engines/forms/contract.ts';
import { DayControl } from '../form/DayControl.tsx';
import { ChoiceControl } from '../form/FieldControl.tsx';
import { describedAttributes, groupAttributes, inputAttributes, type Described } from '../form/FieldFrame.tsx';
import { UploadControl } from '../form/UploadControl.tsx';
import { Masked } from '../words/Masked.tsx';
import { CascadeControl } from './CascadeControl.tsx';
import { FormFiles } from './FormFiles.tsx';
import { SignatureControl } from './SignatureControl.tsx';
import { useFilling } from './useFilling.ts';

/** The control of a field, chosen by the engine. */
export function FormControl({ field, ...described }: Described & { field: FieldView }) {
  const { give } = useFilling();
  const set = (value: unknown): void => give(field.path, value);
  const text = typeof field.input === 'string' || typeof field.input === 'number' ? String(field.input) : '';
  const typed = { ...inputAttributes(described), value: text, onChange: (event: { target: { value: string } }) => set(event.target.value) };
  const options = field.options ?? [];

  switch (field.control) {
    case 'text':
      return <Input {...typed} inputMode={field.keyboard} maxLength={field.maxLength ?? undefined} suffix={field.unit} autoComplete="off" />;
    case 'number':
      return <Input {...typed} inputMode={field.keyboard} suffix={field.unit} maxLength={60} autoComplete="off" className="figures" />;
    case 'time':
      return <Input {...typed} inputMode="numeric" placeholder="14:30" maxLength={8} autoComplete="off" />;
    case 'textarea':
      return <Input.TextArea {...typed} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={field.maxLength ?? undefined} />;
    case 'date':
      return <DayControl {...described} value={text} change={set} />;
    case 'dateTime':
      return <DayControl {...described} value={text.replace('T', ' ').slice(0, 16)} change={set} withTime />;
    case 'radio':
      return <Radio.Group {...groupAttributes(described)} value={field.input ?? null} options={options.map(choice)} onChange={(event) => set(event.target.value)} />;
    case 'yesNo':
      return <Radio.Group {...groupAttributes(described)} value={field.input ?? null} options={yesNo} onChange={(event) => set(event.target.value)} />;
    case 'checkboxes':
      return (
        <fieldset className="group" {...groupAttributes(described)}>
          <Checkbox.Group value={Array.isArray(field.input) ? (field.input as string[]) : []} options={options.map(choice)} onChange={set} />
        </fieldset>
      );
    case 'select':
      return <ChoiceControl {...described} value={text} options={options} change={(value) => set(value ?? null)} />;
    case 'tick':
      return (
        <Checkbox {...describedAttributes(described)} checked={field.input === true} disabled={field.readOnly} onChange={(event) => set(event.target.checked)}>
          {field.statement ?? field.label}
        </Checkbox>
      );
    case 'cascade':
      return <CascadeControl {...described} field={field} path={Array.isArray(field.input) ? (field.input as string[]) : []} change={set} />;
    case 'address':
      return <AddressControl {...described} field={field} change={set} />;
    case 'upload':
      return <Upload {...described} field={field} change={set} />;
    case 'signature':
      return <SignatureControl {...described} field={field} change={set} />;
    case 'output':
      return <Output field={field} id={described.id} />;
    case 'table':
    case 'note':
      return null;
  }
}

const yesNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];

const choice = ({ value, label, help, disabled }: CodeItem) => ({
  value,
  label: help ? (
    <>
      {label} <span className="soft">{help}</span>
    </>
  ) : (
    label
  ),
  disabled: disabled ?? false,
});

interface Part extends Described {
  readonly field: FieldView;
  readonly change: (value: unknown) => void;
}

function AddressControl({ field, change, ...described }: Part) {
  const given = (field.input ?? {}) as Partial<Address>;
  const detail = given.detail ?? '';
  const division = given.division ?? [];
  return (
    <div className="address">
      <CascadeControl {...described} field={field} path={division} change={(path) => change({ division: path, detail })} />
      <Input aria-label={`${field.label}：详细地址`} placeholder="街、路、门牌号" value={detail} maxLength={200} autoComplete="off" onChange={(event) => change({ division, detail: event.target.value })} />
    </div>
  );
}

function Upload({ field, change, ...described }: Part) {
  const { fileAddress } = useFilling();
  const files = Array.isArray(field.input) ? (field.input as FileReference[]) : [];
  if (field.readOnly) return <FormFiles files={files} addressOf={fileAddress} />;
  const { accept = null, maxSizeMb = 20, maxItems = null } = field.upload ?? {};
  return <UploadControl {...described} label={field.label} value={files} change={change} accept={accept} most={maxItems} maxSizeMb={maxSizeMb} />;
}

function Output({ field, id }: { field: FieldView; id: string }) {
  const { reveal } = useFilling();
  const shown = field.maskedText ?? field.text;
  return (
    <div id={id} className="form-output">
      {field.maskedText && reveal ? <Masked text={shown} label={field.label} reveal={(reason) => reveal(field.path, reason)} /> : shown || '—'}
    </div>
  );
}
