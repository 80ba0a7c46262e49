import { Input, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { CallError } from '../../browser/call.ts';
import { noteFailure } from '../data/connection.ts';
import { FieldFrame, inputAttributes } from './FieldFrame.tsx';

export interface ReasonDialogProps {
  readonly open: boolean;
  /** Names the act and its object: 撤销单位“市政务服务中心”. */
  readonly title: string;
  /** What will be lost, one line each. */
  readonly losses?: readonly string[];
  readonly children?: ReactNode;
  /** The verb on the button. */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly maxLength?: number;
  /** Does it; the dialog closes when it succeeds and shows the refusal when it does not. */
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

const shortest = 2;
const noLosses: readonly string[] = [];

/** Asks for a reason before something that cannot be taken back lightly. */
export function ReasonDialog({ open, title, losses = noLosses, children, confirm, danger = false, maxLength = 200, onConfirm, onClose }: ReasonDialogProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const close = (): void => {
    setReason('');
    setProblem(null);
    onClose();
  };

  const act = async (): Promise<void> => {
    const given = reason.trim();
    if (given.length < shortest) return setProblem(`请填写理由，至少 ${shortest} 个字`);
    setBusy(true);
    try {
      await onConfirm(given);
      close();
    } catch (error) {
      noteFailure(error);
      setProblem(error instanceof CallError ? error.message : '没有成功，请稍后再试');
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={open}
      title={title}
      okText={confirm}
      cancelText="取消"
      okButtonProps={{ danger, loading: busy }}
      mask={{ closable: false }}
      onOk={() => void act()}
      onCancel={close}
      destroyOnHidden
    >
      {losses.length > 0 && (
        <div className="losses">
          <p>此后：</p>
          <ul>
            {losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </div>
      )}
      {children}
      <FieldFrame id={id} label="理由" required problem={problem} help="理由会记入审计">
        <Input.TextArea
          {...inputAttributes({ id, required: true, problem, help: '理由会记入审计' })}
          value={reason}
          rows={3}
          maxLength={maxLength}
          onChange={(event) => {
            setReason(event.target.value);
            setProblem(null);
          }}
        />
      </FieldFrame>
    </Modal>
  );
}
