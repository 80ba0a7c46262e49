import { Button } from 'antd';
import type { ReactNode } from 'react';
import { CallError } from '../../browser/call.ts';

const titles: Readonly<Record<number, string>> = { 0: '网络不通', 403: '没有权限', 404: '未找到' };

/** Says what went wrong, what can be done, and the number to quote when asking for help. */
export function Failure({ error, retry, children }: { error: unknown; retry?: () => void; children?: ReactNode }) {
  const refusal = error instanceof CallError ? error : new CallError(500, {});
  return (
    <div className="state" role="alert">
      <p className="state-title">{titles[refusal.status] ?? '没有取到数据'}</p>
      <p>{refusal.message}</p>
      {refusal.incident && <p className="soft">求助时请提供编号：{refusal.incident}</p>}
      <div className="state-actions">
        {retry && <Button onClick={retry}>重新加载</Button>}
        {children}
      </div>
    </div>
  );
}
