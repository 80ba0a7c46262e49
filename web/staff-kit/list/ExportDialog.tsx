import { Button, Modal, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { Endpoint, InputOf } from '../../../kernel/endpoint.ts';
import { chinaDate } from '../../../kernel/dates.ts';
import type { Page } from '../../../kernel/lists.ts';
import { call, CallError } from '../../browser/call.ts';
import { noteFailure } from '../data/connection.ts';
import type { Column } from './columns.ts';
import { saveText, toCsv } from './csv.ts';
import type { RowOf } from './useList.ts';

/** Rows taken at most: more belongs into a report. */
const exportLimit = 5000;
const pageSize = 200;

export interface ExportProps<E> {
  readonly title: string;
  readonly endpoint: E;
  readonly conditions: InputOf<E>;
  readonly columns: readonly Column<RowOf<E>>[];
  readonly onClose: () => void;
}

/** Fetches everything a list shows, page by page, and saves it for Excel; can be stopped. */
export function ExportDialog<E extends Endpoint>({ title, endpoint, conditions, columns, onClose }: ExportProps<E>) {
  const [fetched, setFetched] = useState(0);
  const [total, setTotal] = useState(0);
  const [ending, setEnding] = useState<string | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      const rows: RowOf<E>[] = [];
      let after: string | null = null;
      do {
        const input = { ...conditions, size: pageSize, ...(after === null ? {} : { after }) } as InputOf<E>;
        const page = (await call(endpoint, input, { signal: stop.signal })) as unknown as Page<RowOf<E>>;
        rows.push(...page.rows);
        after = page.next;
        setFetched(rows.length);
        setTotal(page.more ? exportLimit : Math.min(page.total, exportLimit));
      } while (after !== null && rows.length < exportLimit);
      saveText(`${title} ${chinaDate(new Date())}.csv`, toCsv(columns, rows.slice(0, exportLimit)));
      setEnding(after === null ? `已导出 ${rows.length} 条。` : `已导出前 ${exportLimit} 条；需要更多时，请缩小条件后分批导出。`);
    };
    run().catch((error: unknown) => {
      if (stop.signal.aborted) return;
      noteFailure(error);
      setEnding(`没有导出：${error instanceof CallError ? error.message : '请稍后再试'}`);
    });
    return () => stop.abort();
    // The question is the one that stood when the export began.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, []);

  return (
    <Modal open title={`导出${title}`} footer={<Button onClick={onClose}>{ending === null ? '停止' : '关闭'}</Button>} onCancel={onClose} mask={{ closable: false }}>
      {ending === null ? (
        <>
          <output>正在取数，已取 {fetched} 条……</output>
          <Progress percent={total === 0 ? 0 : Math.round((fetched / total) * 100)} aria-label="导出进度" />
        </>
      ) : (
        <output>{ending}</output>
      )}
    </Modal>
  );
}
