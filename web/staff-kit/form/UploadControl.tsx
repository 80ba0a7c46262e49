import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { CallError, upload } from '../../browser/call.ts';
import { noteFailure } from '../data/connection.ts';
import { sizeText } from '../detail/sizes.ts';
import { describedAttributes, type Described } from './FieldFrame.tsx';

/** A file the server keeps. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

export interface UploadControlProps extends Described {
  readonly label: string;
  readonly value: readonly KeptFile[];
  readonly change: (files: KeptFile[]) => void;
  /** Endings without the dot; null for any. */
  readonly accept: readonly string[] | null;
  /** How many files at most; null when the form sets no limit. */
  readonly most: number | null;
  readonly maxSizeMb: number;
  readonly readOnly?: boolean;
}

interface Running {
  readonly key: string;
  readonly name: string;
  readonly share: number;
  readonly problem: string | null;
}

/** Uploads files one by one, shows how far each is, and says in words why one was refused. */
export function UploadControl(props: UploadControlProps) {
  const { label, value, change, accept, most, maxSizeMb, readOnly = false } = props;
  const chooser = useRef<HTMLInputElement>(null);
  const [running, setRunning] = useState<readonly Running[]>([]);
  const update = (key: string, patch: Partial<Running>): void => setRunning((all) => all.map((each) => (each.key === key ? { ...each, ...patch } : each)));

  const add = async (chosen: readonly File[]): Promise<void> => {
    const kept = [...value];
    for (const file of chosen) {
      const key = crypto.randomUUID();
      const problem = refusal(file, { accept, maxSizeMb, full: most !== null && kept.length >= most, most });
      setRunning((all) => [...all, { key, name: file.name, share: 0, problem }]);
      if (problem) continue;
      try {
        const { id, name, size, type } = await upload(file, (share) => update(key, { share }));
        kept.push({ id, name, size, type });
        change([...kept]);
        setRunning((all) => all.filter((each) => each.key !== key));
      } catch (error) {
        noteFailure(error);
        update(key, { problem: error instanceof CallError ? error.message : '上传没有成功，请重试' });
      }
    }
  };

  const full = most !== null && value.length >= most;
  return (
    <div className="upload">
      <ul className="file-list">
        {value.map((file) => (
          <li key={file.id}>
            <span className="file-name">{file.name}</span>
            <span className="soft figures">{sizeText(file.size)}</span>
            {!readOnly && (
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`移除 ${file.name}`} onClick={() => change(value.filter((each) => each.id !== file.id))} />
            )}
          </li>
        ))}
        {running.map(({ key, name, share, problem }) => (
          <li key={key}>
            <span className="file-name">{name}</span>
            {problem ? <span className="field-problem">{problem}</span> : <Progress percent={Math.round(share * 100)} size="small" aria-label={`正在上传 ${name}`} style={{ width: 160 }} />}
            {problem && (
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`清除 ${name}`} onClick={() => setRunning((all) => all.filter((each) => each.key !== key))} />
            )}
          </li>
        ))}
      </ul>
      {!readOnly && !full && (
        <>
          <Button id={props.id} aria-describedby={describedAttributes(props)['aria-describedby']} icon={<UploadOutlined />} onClick={() => chooser.current?.click()}>
            上传{label}
          </Button>
          <span className="field-help upload-limits">{limits(accept, maxSizeMb, most)}</span>
          <input
            ref={chooser}
            type="file"
            hidden
            multiple={most !== 1}
            accept={accept?.map((ending) => `.${ending}`).join(',')}
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </>
      )}
      {readOnly && value.length === 0 && <span className="soft">未上传</span>}
    </div>
  );
}

interface Limits {
  readonly accept: readonly string[] | null;
  readonly maxSizeMb: number;
  readonly full: boolean;
  readonly most: number | null;
}

function refusal(file: File, { accept, maxSizeMb, full, most }: Limits): string | null {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (full) return `最多 ${most} 个文件`;
  if (accept && !accept.includes(ending)) return `只能上传 ${accept.join('、')} 文件`;
  if (file.size === 0) return '文件是空的';
  return file.size > maxSizeMb * 1024 * 1024 ? `文件有 ${sizeText(file.size)}，不能超过 ${maxSizeMb} MB` : null;
}

const limits = (accept: readonly string[] | null, maxSizeMb: number, most: number | null): string =>
  [accept ? accept.join('、') : '', `每个不超过 ${maxSizeMb} MB`, most === null ? '' : `最多 ${most} 个`].filter(Boolean).join('，');
