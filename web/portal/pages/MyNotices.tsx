import type { ReactNode } from 'react';
import { noticeEndpoints, type Notice as Message } from '../../../modules/platform/notices/contract.ts';
import { call } from '../../browser/call.ts';
import { Button } from '../../portal-kit/Button.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { EmptyState, Pager, Tag } from '../../portal-kit/pieces.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { useAct } from '../../portal-kit/useAct.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { When } from '../When.tsx';
import { MyFrame } from './MyFrame.tsx';

/** What the city has told me. */
export default function MyNotices({ query }: PageProps): ReactNode {
  return <MyFrame title="我的消息" at="/my/notices"><Notices after={query.get('after')} /></MyFrame>;
}

function Notices({ after }: { readonly after: string | null }): ReactNode {
  const notices = useLoad(noticeEndpoints.mine, { size: 20, ...(after ? { after } : {}) });
  const read = useAct(async (row: Message) => {
    await call(noticeEndpoints.markRead, { id: row.id });
    notices.reload();
  });
  const readAll = useAct(async () => {
    await call(noticeEndpoints.markAllRead, {});
    notices.reload();
  });
  return (
    <Loading of={notices}>
      {({ rows, next, total, more }) => rows.length > 0 ? (
        <>
          {rows.some(({ read }) => !read) && <p><Button busy={readAll.busy} onClick={() => void readAll.run()}>全部标为已读</Button></p>}
          {read.error && <Notice kind="urgent" title={read.error.message} announce />}
          <ul className="list">
            {rows.map((row) => (
              <li key={row.id}>
                <h2>{row.title} {!row.read && <Tag tone="blue">未读</Tag>}</h2>
                <p>{row.text}</p>
                <p className="about">
                  <When at={row.at} />
                  {row.link && <a href={row.link}>查看</a>}
                  {!row.read && <Button kind="text" label={`把“${row.title}”标为已读`} onClick={() => void read.run(row)}>标为已读</Button>}
                </p>
              </li>
            ))}
          </ul>
          <Pager total={total} more={more} previous={after ? '/my/notices' : null} next={next ? `/my/notices?after=${encodeURIComponent(next)}` : null} />
        </>
      ) : <EmptyState title="没有消息" />}
    </Loading>
  );
}
