import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { CallError } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { FieldFrame } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { processEndpoints, type InstanceDetail } from '../contract.ts';

/** A token that waits, and the nodes it may be moved to. */
interface Movable {
  readonly token: number;
  readonly title: string;
  readonly targets: readonly { readonly node: string; readonly title: string }[];
}

// `InstanceDetail` does not tell its tokens and their targets yet; until it has `movable` nothing can be moved from here.
const movableIn = (instance: InstanceDetail & { readonly movable?: readonly Movable[] }): readonly Movable[] => instance.movable?.filter(({ targets }) => targets.length > 0) ?? [];

/** Moves a waiting step to another one, as a last resort. */
export function Jump({ instance }: { instance: InstanceDetail }) {
  const mayOperate = useMay()('processes.operate');
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [token, setToken] = useState<number>();
  const [to, setTo] = useState<string>();
  const jump = useAction(processEndpoints.jump, { invalidates: [processEndpoints.instance, processEndpoints.instances], success: '已跳转', showsFailure: true });
  const movable = movableIn(instance);
  const from = movable.length === 1 ? movable[0] : movable.find((each) => each.token === token);
  if (!mayOperate || instance.status === 'finished' || movable.length === 0) return null;
  const close = (): void => {
    setOpen(false);
    setToken(undefined);
    setTo(undefined);
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        跳转环节
      </Button>
      <ReasonDialog
        open={isOpen}
        title="把环节转到另一环节"
        losses={['正在等待的环节不再办理，其待办关闭', '中间的环节被跳过，不会补办']}
        confirm="跳转"
        danger
        onConfirm={async (reason) => {
          if (!from || !to) throw new CallError(400, { title: '请选择环节' });
          await jump.mutateAsync({ id: instance.id, token: from.token, to, reason });
        }}
        onClose={close}
      >
        {movable.length > 1 && (
          <FieldFrame id={`${id}-from`} label="从" required>
            <Select id={`${id}-from`} value={token} options={movable.map((each) => ({ value: each.token, label: each.title }))} placeholder="请选择" onChange={setToken} style={{ width: '100%' }} />
          </FieldFrame>
        )}
        <FieldFrame id={`${id}-to`} label={movable.length > 1 ? '到' : `从“${from?.title}”到`} required>
          <Select id={`${id}-to`} value={to} options={from?.targets.map(({ node, title }) => ({ value: node, label: title })) ?? []} placeholder="请选择" showSearch={{ optionFilterProp: 'label' }} onChange={setTo} style={{ width: '100%' }} />
        </FieldFrame>
      </ReasonDialog>
    </>
  );
}
