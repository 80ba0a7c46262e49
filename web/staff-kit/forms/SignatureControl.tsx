import { Button } from 'antd';
import { useRef, useState, type PointerEvent } from 'react';
import type { FieldView, FileReference } from '../../../engines/forms/contract.ts';
import { CallError, upload } from '../../browser/call.ts';
import { noteFailure } from '../data/connection.ts';
import { groupAttributes, type Described } from '../form/FieldFrame.tsx';
import { useFilling } from './useFilling.ts';

export interface SignatureProps extends Described {
  readonly field: FieldView;
  readonly change: (file: FileReference | null) => void;
}

/** A pad to sign on with a pen, a finger or the mouse; whoever cannot draw hands in a picture instead. */
export function SignatureControl({ field, change, ...described }: SignatureProps) {
  const { fileAddress } = useFilling();
  const pad = usePad();
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const signed = field.input as FileReference | null;

  const keep = async (file: File): Promise<void> => {
    setProblem(null);
    try {
      const { id, name, size, type } = await upload(file);
      change({ id, name, size, type });
    } catch (error) {
      noteFailure(error);
      setProblem(error instanceof CallError ? error.message : '签名没有保存，请重试');
    }
  };

  if (signed || field.readOnly) {
    return (
      <fieldset {...groupAttributes(described)} className="group signature">
        {signed && fileAddress ? <img src={fileAddress(signed)} alt={`${field.label}的签名`} /> : <span>{signed ? '已签名' : '未签名'}</span>}
        {!field.readOnly && <Button onClick={() => change(null)}>重新签名</Button>}
      </fieldset>
    );
  }
  return (
    <fieldset {...groupAttributes(described)} className="group signature">
      <canvas {...pad.canvas} width={480} height={160}>
        签名区，用笔、手指或鼠标书写
      </canvas>
      <div className="page-actions">
        <Button disabled={pad.empty} onClick={() => void pad.picture().then(keep)}>
          完成签名
        </Button>
        <Button disabled={pad.empty} onClick={pad.clear}>
          清除
        </Button>
        <Button type="link" onClick={() => chooser.current?.click()}>
          改为上传签名图片
        </Button>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="image/png,image/jpeg"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void keep(file);
        }}
      />
      {problem && <p className="field-problem">{problem}</p>}
    </fieldset>
  );
}

/** Draws the way of the pointer. */
function usePad() {
  const ref = useRef<HTMLCanvasElement>(null);
  const [empty, setEmpty] = useState(true);
  const pen = (): CanvasRenderingContext2D | null => ref.current?.getContext('2d') ?? null;
  const place = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const { width, height, clientWidth, clientHeight } = event.currentTarget;
    return [(event.nativeEvent.offsetX * width) / clientWidth, (event.nativeEvent.offsetY * height) / clientHeight];
  };
  return {
    empty,
    canvas: {
      ref,
      onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const line = pen();
        if (!line) return;
        line.lineWidth = 3;
        line.lineCap = 'round';
        line.beginPath();
        line.moveTo(...place(event));
      },
      onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const line = pen();
        line?.lineTo(...place(event));
        line?.stroke();
        setEmpty(false);
      },
    },
    clear: () => {
      pen()?.clearRect(0, 0, ref.current?.width ?? 0, ref.current?.height ?? 0);
      setEmpty(true);
    },
    picture: () =>
      new Promise<File>((resolve, reject) => {
        ref.current?.toBlob((blob) => (blob ? resolve(new File([blob], '签名.png', { type: 'image/png' })) : reject(new Error('no picture'))), 'image/png');
      }),
  };
}
