import { LockOutlined } from '@ant-design/icons';
import type { Control, FieldView, Provenance } from '../../../engines/forms/contract.ts';
import { formatDate, chinaDate } from '../../../kernel/dates.ts';
import { FieldFrame } from '../form/FieldFrame.tsx';
import { FormControl } from './FormControl.tsx';
import { TableField } from './TableField.tsx';
import { useFilling } from './useFilling.ts';

const groups: ReadonlySet<Control> = new Set(['radio', 'checkboxes', 'yesNo', 'cascade', 'address', 'upload', 'signature', 'output']);

/** One field of a laid form, whatever its kind. */
export function FormField({ field, inCell = false }: { field: FieldView; inCell?: boolean }) {
  const { idOf, complains, leave, refused } = useFilling();
  const id = idOf(field.path);
  if (field.control === 'note') return <p className="form-note">{field.statement}</p>;
  if (field.control === 'table') return <TableField field={field} renderCell={(cell) => <FormField field={cell} inCell />} />;

  const shown = complains(field.path) ? field.problems : [];
  const problem = shown.find(({ level }) => level === 'error')?.message ?? refused.get(field.path) ?? null;
  const warning = shown.find(({ level }) => level === 'warning')?.message;
  const help = [field.help, field.example && !field.readOnly ? `例：${field.example}` : ''].filter(Boolean).join('。');
  return (
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave(field.path);
      }}
    >
      <FieldFrame
        id={id}
        label={field.label}
        required={field.required && !field.readOnly}
        help={field.control === 'output' || inCell ? '' : help}
        problem={problem}
        group={groups.has(field.control)}
        mark={field.provenance && <KnownMark from={field.provenance} />}
        className={inCell ? 'field-in-cell' : ''}
      >
        <FormControl field={field} id={id} required={field.required} help={inCell ? '' : help} problem={problem} />
        {warning && <p className="form-warning">{warning}</p>}
      </FieldFrame>
    </div>
  );
}

/** Says that the city knew this, from where and since when, and whether it may be changed. */
const KnownMark = ({ from }: { from: Provenance }) => (
  <span className="known" title={`取自${from.source}，${formatDate(chinaDate(new Date(from.at)))}${from.locked ? '；不能修改' : ''}`}>
    {from.locked && <LockOutlined aria-label="不能修改" />} {from.source}
  </span>
);
