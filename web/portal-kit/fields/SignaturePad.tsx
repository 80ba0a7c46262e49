import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { CallError, upload } from '../../browser/call.ts';
import { Button } from '../Button.tsx';
import { Field, type FieldFrame } from './Field.tsx';
import type { HeldFile } from './FileUpload.tsx';

interface SignaturePadProps extends FieldFrame {
  readonly value: HeldFile | null;
  readonly onChange: (file: HeldFile | null) => void;
}

const [width, height] = [1000, 320];

/** A signature drawn by finger or mouse; who cannot draw types the name instead. The picture is kept as a file. */
export function SignaturePad({ value, onChange, ...frame }: SignaturePadProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height);
    setDrawn(false);
    setTyped('');
  };
  const type = (name: string): void => {
    clear();
    setTyped(name);
    writeName(canvas.current, name);
    setDrawn(name.trim() !== '');
  };
  const keep = async (): Promise<void> => {
    if (!drawn) return setRefused('请先签名，再保存');
    setBusy(true);
    setRefused(null);
    try {
      const picture = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'));
      if (!picture) throw new CallError(0, {});
      const { id, name, size, type: kind } = await upload(new File([picture], '签名.png', { type: 'image/png' }));
      onChange({ id, name, size, type: kind });
    } catch (error) {
      setRefused(`签名没有保存成功：${error instanceof CallError ? error.message : '请重试'}`);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Field {...frame} group problem={refused ?? frame.problem}>
      {() => value ? (
        <p className="row"><span>已签名</span><Button kind="text" onClick={() => onChange(null)}>重新签名</Button></p>
      ) : (
        <>
          <canvas ref={canvas} className="pad" width={width} height={height} {...drawing(() => setDrawn(true))}>签名区，用手指或鼠标书写</canvas>
          <label className="hint" htmlFor={`${frame.id}-typed`}>不便手写时，在此键入姓名</label>
          <input id={`${frame.id}-typed`} className="control short" value={typed} maxLength={30} autoComplete="off" onInput={(event) => type(event.currentTarget.value)} />
          <div className="pickers">
            <Button busy={busy} busyText="正在保存…" onClick={() => void keep()}>保存签名</Button>
            <Button kind="text" onClick={clear}>清除</Button>
          </div>
        </>
      )}
    </Field>
  );
}

function writeName(canvas: HTMLCanvasElement | null, name: string): void {
  const brush = canvas?.getContext('2d');
  if (!brush) return;
  brush.fillStyle = '#000';
  brush.font = '140px "KaiTi", "STKaiti", "Noto Serif CJK SC", serif';
  brush.textBaseline = 'middle';
  brush.fillText(name, 40, height / 2, width - 80);
}

/** Pointer handlers that draw a line from point to point. */
function drawing(onDraw: () => void) {
  const point = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      const brush = event.currentTarget.getContext('2d');
      if (!brush) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      Object.assign(brush, { lineWidth: 8, lineCap: 'round', lineJoin: 'round', strokeStyle: '#000' });
      brush.beginPath();
      brush.moveTo(...point(event));
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const brush = event.currentTarget.getContext('2d');
      brush?.lineTo(...point(event));
      brush?.stroke();
      onDraw();
    },
  };
}
