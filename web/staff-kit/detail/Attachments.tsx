import { FileImageOutlined, FileOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { FileViewer, isViewable, type Attachment } from './FileViewer.tsx';
import { sizeText } from './sizes.ts';

/** The files of a record; a click shows them beside the work, one after the other. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const viewable = files.filter(isViewable);
  const at = viewable.findIndex(({ id }) => id === open);
  const step = (by: number): void => setOpen(viewable[(at + by + viewable.length) % viewable.length]?.id ?? null);
  if (files.length === 0) return <p className="soft">没有附件</p>;
  return (
    <>
      <ul className="file-list">
        {files.map((file) => (
          <li key={file.id}>
            <Icon type={file.type} />
            {isViewable(file) ? (
              <Button type="link" className="file-name" onClick={() => setOpen(file.id)}>
                {file.name}
              </Button>
            ) : (
              <span className="file-name">{file.name}</span>
            )}
            {file.note && <span className="soft">{file.note}</span>}
            <span className="soft figures">{sizeText(file.size)}</span>
            <a href={file.address} download={file.name} aria-label={`下载 ${file.name}`}>
              下载
            </a>
          </li>
        ))}
      </ul>
      <FileViewer file={viewable[at] ?? null} onClose={() => setOpen(null)} {...(viewable.length > 1 ? { onStep: step, place: `${at + 1} / ${viewable.length}` } : {})} />
    </>
  );
}

function Icon({ type }: { type: string }) {
  if (type === 'application/pdf') return <FilePdfOutlined aria-hidden="true" />;
  return type.startsWith('image/') ? <FileImageOutlined aria-hidden="true" /> : <FileOutlined aria-hidden="true" />;
}
