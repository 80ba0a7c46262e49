import { Button } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { jobEndpoints } from '../contract.ts';

const again = [jobEndpoints.dead, jobEndpoints.deadJob, jobEndpoints.tasks, jobEndpoints.queued];

/** Has failed jobs tried again, or gives them up. */
export function SettleButtons({ ids, done }: { ids: readonly string[]; done?: () => void }) {
  const [asking, setAsking] = useState<'retry' | 'drop' | null>(null);
  const retry = useAction(jobEndpoints.retry, { invalidates: again, success: ({ settled }) => `已把 ${settled} 项重新排队`, showsFailure: true });
  const drop = useAction(jobEndpoints.drop, { invalidates: again, success: ({ settled }) => `已放弃 ${settled} 项`, showsFailure: true });
  const settle = (action: typeof retry) => async (reason: string): Promise<void> => {
    await action.mutateAsync({ ids: [...ids], reason });
    done?.();
  };
  const close = (): void => setAsking(null);
  return (
    <>
      <Button disabled={ids.length === 0} onClick={() => setAsking('retry')}>
        重新执行
      </Button>
      <Button danger disabled={ids.length === 0} onClick={() => setAsking('drop')}>
        放弃
      </Button>
      <ReasonDialog open={asking === 'retry'} title={`重新执行 ${ids.length} 项工作`} confirm="重新执行" onConfirm={settle(retry)} onClose={close}>
        <p>从头再试；上次已经生效的部分不会重复。请先排除失败的原因。</p>
      </ReasonDialog>
      <ReasonDialog
        open={asking === 'drop'}
        title={`放弃 ${ids.length} 项工作`}
        losses={['这些工作不会再执行，也不能再恢复', '它们本应完成的事（例如发送通知）不会发生']}
        confirm="放弃"
        danger
        onConfirm={settle(drop)}
        onClose={close}
      />
    </>
  );
}
