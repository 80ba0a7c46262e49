import { useState, type ReactNode } from 'react';
import { CallError, upload } from '../../browser/call.ts';
import { Button } from '../Button.tsx';
import { Progress } from '../pieces.tsx';
import { toast } from '../Toast.tsx';
import { Field, type FieldFrame } from './Field.tsx';
import { fileSize, refusal } from './files.ts';

export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

interface FileUploadProps extends FieldFrame {
  readonly files: readonly HeldFile[];
  /** Called with the files as they are now, after each one that arrived or was taken away. */
  readonly onAdd: (file: HeldFile) => Promise<void> | void;
  readonly onRemove: (file: HeldFile) => Promise<void> | void;
  /** Endings without the dot; null for any the platform takes. */
  readonly accept: readonly string[] | null;
  readonly maxSizeMb: number;
  readonly maxItems?: number | null;
  /** The address at which a file can be looked at. */
  readonly addressOf?: (file: HeldFile) => string;
}

interface Coming {
  readonly name: string;
  readonly share: number;
}

/** Files from the device or, on phones, straight from the camera; each is uploaded as soon as it is chosen. */
export function FileUpload({ files, onAdd, onRemove, accept, maxSizeMb, maxItems, addressOf, ...frame }: FileUploadProps): ReactNode {
  const [coming, setComing] = useState<Coming | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const full = files.length >= (maxItems ?? Number.POSITIVE_INFINITY);

  const take = async (chosen: readonly File[]): Promise<void> => {
    setRefused(null);
    for (const file of chosen.slice(0, (maxItems ?? 50) - files.length)) {
      const no = refusal(file, { accept, maxSizeMb });
      if (no) {
        setRefused(no);
        continue;
      }
      try {
        setComing({ name: file.name, share: 0 });
        const { id, name, size, type } = await upload(file, (share) => setComing({ name: file.name, share }));
        await onAdd({ id, name, size, type });
        toast(`“${name}”已上传`);
      } catch (error) {
        setRefused(`“${file.name}”没有传上去：${error instanceof CallError ? error.message : '请重试'}`);
      }
    }
    setComing(null);
  };

  const kinds = accept?.map((ending) => `.${ending}`).join(',') ?? '.pdf,.jpg,.jpeg,.png,.ofd,.docx,.xlsx';
  const rule = `${accept ? `${accept.map((each) => each.toUpperCase()).join('、')}，` : ''}每个不超过 ${maxSizeMb} MB${maxItems ? `，最多 ${maxItems} 个` : ''}`;
  return (
    <Field {...frame} group problem={refused ?? frame.problem} help={frame.help ? `${frame.help}。${rule}` : rule}>
      {(tied) => (
        <>
          {files.length > 0 && (
            <ul className="files">
              {files.map((file) => (
                <li key={file.id}>
                  <span className="name">{addressOf ? <a href={addressOf(file)} target="_blank" rel="noreferrer">{file.name}</a> : file.name} <small>{fileSize(file.size)}</small></span>
                  <Button kind="text" label={`删除${file.name}`} onClick={() => void onRemove(file)}>删除</Button>
                </li>
              ))}
            </ul>
          )}
          {coming && <ul className="files"><li><span className="name">正在上传 {coming.name}</span><Progress share={coming.share} label={`上传 ${coming.name}`} /></li></ul>}
          {!full && !coming && (
            <div className="pickers">
              <Picker text={files.length > 0 ? '再选一个文件' : '选择文件'} label={frame.label} kinds={kinds} many={maxItems !== 1} describedBy={tied['aria-describedby']} onTake={take} />
              <Picker text="拍照" label={frame.label} kinds="image/*" camera describedBy={tied['aria-describedby']} onTake={take} />
            </div>
          )}
        </>
      )}
    </Field>
  );
}

interface PickerProps {
  readonly text: string;
  readonly label: string;
  readonly kinds: string;
  readonly many?: boolean;
  readonly camera?: boolean;
  readonly describedBy: string | undefined;
  readonly onTake: (files: readonly File[]) => Promise<void>;
}

const Picker = ({ text, label, kinds, many, camera, describedBy, onTake }: PickerProps): ReactNode => (
  <span className={`button picker${camera ? ' camera' : ''}`}>
    <span aria-hidden="true">{text}</span>
    <input
      type="file"
      accept={kinds}
      multiple={many}
      capture={camera ? 'environment' : undefined}
      aria-label={`${text}：${label}`}
      aria-describedby={describedBy}
      onChange={(event) => {
        const { currentTarget } = event;
        const chosen = [...(currentTarget.files ?? [])];
        currentTarget.value = '';
        void onTake(chosen);
      }}
    />
  </span>
);
