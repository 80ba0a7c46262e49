import type { ReactNode } from 'react';
import type { Address, FieldView, FileReference } from '../../../engines/forms/contract.ts';
import { Cascade, CheckboxList, RadioList, Select, Tick } from '../fields/choices.tsx';
import type { FieldFrame } from '../fields/Field.tsx';
import { FileUpload } from '../fields/FileUpload.tsx';
import { SignaturePad } from '../fields/SignaturePad.tsx';
import { DateField, TextField } from '../fields/TextField.tsx';
import type { FieldActions } from './actions.ts';
import { afterPress } from './after-press.ts';
import { Fixed, Known } from './Known.tsx';
import { fieldId } from './pages.ts';
import { RowsField } from './RowsField.tsx';

interface FormFieldProps {
  readonly field: FieldView;
  readonly actions: FieldActions;
  readonly big?: boolean;
  readonly cell?: boolean;
}

/** Draws one field of a form by its kind of control. */
export function FormField({ field, actions, big, cell }: FormFieldProps): ReactNode {
  if (field.control === 'note') return <p className="notice info field">{field.statement}</p>;
  if (field.control === 'table') return <RowsField field={field} actions={actions} Cell={FormField} />;
  if (field.readOnly) return <Fixed field={field} cell={cell} />;
  const frame = frameOf(field, actions, { big, cell });
  return (
    <>
      {drawControl(field, frame, actions)}
      {field.provenance && <Known provenance={field.provenance} />}
    </>
  );
}

function frameOf(field: FieldView, actions: FieldActions, look: Pick<FieldFrame, 'big' | 'cell'>): FieldFrame {
  const may = actions.shows(field.path);
  const find = (level: 'error' | 'warning'): string | null => (may ? (field.problems.find((problem) => problem.level === level)?.message ?? null) : null);
  return {
    id: fieldId(field.path),
    label: look.cell && field.unit ? `${field.label}（${field.unit}）` : field.label,
    required: field.required,
    help: field.help,
    example: field.example,
    problem: find('error'),
    warning: find('warning'),
    ...look,
  };
}

const text = (input: unknown): string => (typeof input === 'string' || typeof input === 'number' ? String(input) : '');
const codes = (input: unknown): string[] => (Array.isArray(input) ? input.filter((each) => typeof each === 'string') : []);

function drawControl(field: FieldView, frame: FieldFrame, actions: FieldActions): ReactNode {
  const { path, input } = field;
  const type = (value: unknown): void => actions.set(path, value);
  /** A choice is complete at once, so it may be judged at once. */
  const choose = (value: unknown): void => {
    actions.set(path, value);
    actions.touch(path);
  };
  const leave = (): void => afterPress(() => actions.touch(path));
  const choices = field.options ?? [];
  switch (field.control) {
    case 'textarea':
      return <TextField {...frame} value={text(input)} lines={4} maxLength={field.maxLength} onChange={type} onBlur={leave} />;
    case 'number':
      return <TextField {...frame} value={text(input)} short keyboard={field.keyboard} unit={frame.cell ? null : field.unit} onChange={type} onBlur={leave} />;
    case 'date':
      return <DateField {...frame} value={text(input)} onChange={type} onBlur={leave} />;
    case 'dateTime':
      return <TextField {...frame} value={text(input)} short example={field.example ?? '2026-09-01 14:30'} onChange={type} onBlur={leave} />;
    case 'time':
      return <TextField {...frame} value={text(input)} short example={field.example ?? '14:30'} onChange={type} onBlur={leave} />;
    case 'radio':
      return <RadioList {...frame} choices={choices} value={text(input) || null} onChange={choose} />;
    case 'yesNo':
      return <RadioList {...frame} choices={yesNo} value={typeof input === 'boolean' ? String(input) : null} onChange={(value) => choose(value === 'true')} />;
    case 'select':
      return <Select {...frame} choices={choices} value={text(input) || null} onChange={choose} onBlur={leave} />;
    case 'checkboxes':
      return <CheckboxList {...frame} choices={choices} value={codes(input)} onChange={choose} />;
    case 'cascade':
      return <Cascade {...frame} choices={choices} levels={field.levels ?? ['选项']} value={codes(input)} onChange={type} />;
    case 'address':
      return <AddressField field={field} frame={frame} onChange={type} onBlur={leave} />;
    case 'upload':
      return <UploadControl field={field} frame={frame} onChange={choose} />;
    case 'signature':
      return <SignaturePad {...frame} value={(input as FileReference | null) ?? null} onChange={choose} />;
    case 'tick':
      return <Tick {...frame} statement={field.statement ?? field.label} checked={input === true} onChange={choose} />;
    default:
      return <TextField {...frame} value={text(input)} keyboard={field.keyboard} onChange={type} onBlur={leave} />;
  }
}

const yesNo = [{ value: 'true', label: '是' }, { value: 'false', label: '否' }];

interface PartProps {
  readonly field: FieldView;
  readonly frame: FieldFrame;
  readonly onChange: (value: unknown) => void;
}

function AddressField({ field, frame, onChange, onBlur }: PartProps & { readonly onBlur: () => void }): ReactNode {
  const address = (field.input ?? { division: [], detail: '' }) as Address;
  return (
    <Cascade {...frame} choices={field.options ?? []} levels={field.levels ?? ['所在地区']} value={address.division} onChange={(division) => onChange({ ...address, division })}>
      <input
        className="control"
        aria-label={`${frame.label}：详细地址`}
        aria-invalid={frame.problem ? true : undefined}
        placeholder="街道、门牌号、房间号"
        value={address.detail}
        onInput={(event) => onChange({ ...address, detail: event.currentTarget.value })}
        onBlur={onBlur}
      />
    </Cascade>
  );
}

function UploadControl({ field, frame, onChange }: PartProps): ReactNode {
  const files = Array.isArray(field.input) ? (field.input as FileReference[]) : [];
  const { accept = null, maxSizeMb = 20, maxItems = null } = field.upload ?? {};
  return (
    <FileUpload
      {...frame}
      files={files}
      accept={accept}
      maxSizeMb={maxSizeMb}
      maxItems={maxItems}
      onAdd={(file) => onChange([...files, file])}
      onRemove={(gone) => onChange(files.filter((file) => file.id !== gone.id))}
    />
  );
}
