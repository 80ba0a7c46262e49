import { DownloadOutlined, LeftOutlined, RightOutlined, RotateRightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';

/** A file of a record. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Where the file comes from: `downloadAddress(endpoint, input)`. */
  readonly address: string;
  /** Beside the name, such as which material it is. */
  readonly note?: string;
}

export interface FileViewerProps {
  /** Null when nothing is open. */
  readonly file: Attachment | null;
  readonly onClose: () => void;
  /** Goes to the file before or after. */
  readonly onStep?: (by: number) => void;
  /** Which of how many: 2 / 5. */
  readonly place?: string;
}

const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

/** Whether a browser can show the file by itself; a picture that may hold scripts is not shown. */
export const isViewable = ({ type }: { readonly type: string }): boolean => type === 'application/pdf' || pictures.has(type);

/** Shows a PDF in the browser's own viewer, a picture with zoom and turn. */
export function FileViewer({ file, onClose, onStep, place }: FileViewerProps) {
  return (
    <Modal
      open={file !== null}
      title={file?.name}
      onCancel={onClose}
      width="min(1100px, 96vw)"
      footer={null}
      style={{ top: 24 }}
      destroyOnHidden
      className="viewer"
    >
      {file && (
        <>
          <div className="viewer-bar">
            {onStep && (
              <>
                <Button icon={<LeftOutlined />} aria-label="上一个文件" onClick={() => onStep(-1)} />
                <span className="figures">{place}</span>
                <Button icon={<RightOutlined />} aria-label="下一个文件" onClick={() => onStep(1)} />
              </>
            )}
            <Button icon={<DownloadOutlined />} href={file.address} download={file.name}>
              下载
            </Button>
            <a href={file.address} target="_blank" rel="noreferrer">
              在新窗口打开
            </a>
          </div>
          {/* oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF in a sandbox, and the file is our own server's */}
          {file.type === 'application/pdf' ? <iframe key={file.id} title={file.name} src={file.address} className="viewer-page" /> : <Picture key={file.id} file={file} />}
        </>
      )}
    </Modal>
  );
}

const zooms = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const whole = zooms.indexOf(1);

function Picture({ file }: { file: Attachment }) {
  const [turns, setTurns] = useState(0);
  const [zoom, setZoom] = useState<number>(whole);
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="state">图片无法显示，请下载后查看。</p>;
  const scale = zooms[zoom] ?? 1;
  return (
    <>
      <div className="viewer-bar">
        <Button icon={<ZoomOutOutlined />} aria-label="缩小" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)} />
        <span className="figures">{Math.round(scale * 100)}%</span>
        <Button icon={<ZoomInOutlined />} aria-label="放大" disabled={zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)} />
        <Button icon={<RotateRightOutlined />} onClick={() => setTurns(turns + 1)}>
          旋转
        </Button>
      </div>
      {/* Scrolls when enlarged, so it must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <section className="viewer-page viewer-picture" tabIndex={0} aria-label="图片">
        <img src={file.address} alt={file.name} onError={() => setBroken(true)} style={{ width: `${scale * 100}%`, transform: `rotate(${turns * 90}deg)` }} />
      </section>
    </>
  );
}
