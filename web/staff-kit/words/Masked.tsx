import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { ReasonDialog } from '../form/ReasonDialog.tsx';

const shownFor = 60_000;

export interface MaskedProps {
  /** What everybody may see: `138****5678`. */
  readonly text: string;
  /** The name of the value, for the dialog and for screen readers: 手机号. */
  readonly label: string;
  /** Fetches the whole value for a reason, which the server writes down; absent when the officer may not see it. */
  readonly reveal?: (reason: string) => Promise<string>;
}

/** A masked value. Seeing it whole takes a reason and leaves a trace; after a minute it is covered again. */
export function Masked({ text, label, reveal }: MaskedProps) {
  const [whole, setWhole] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (whole === null) return;
    const timer = setTimeout(() => setWhole(null), shownFor);
    return () => clearTimeout(timer);
  }, [whole]);

  return (
    <span className="masked">
      <span className="figures">{whole ?? text}</span>
      {reveal &&
        (whole === null ? (
          <Button type="text" size="small" icon={<EyeOutlined />} aria-label={`查看完整${label}`} title="查看完整内容（留痕）" onClick={() => setAsking(true)} />
        ) : (
          <Button type="text" size="small" icon={<EyeInvisibleOutlined />} aria-label={`隐藏${label}`} title="隐藏" onClick={() => setWhole(null)} />
        ))}
      {reveal && (
        <ReasonDialog
          open={asking}
          title={`查看完整${label}`}
          confirm="查看"
          onClose={() => setAsking(false)}
          onConfirm={async (reason) => {
            setWhole(await reveal(reason));
          }}
        >
          <p>本次查看会记入审计，当事人可以看到“谁看过我的数据”。</p>
        </ReasonDialog>
      )}
    </span>
  );
}
