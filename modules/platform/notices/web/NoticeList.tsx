import { Button } from 'antd';
import type { MouseEvent } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { noticeEndpoints, type Notice } from '../contract.ts';

const again = [noticeEndpoints.mine, noticeEndpoints.unread];

/** The officer's own messages, the latest first. */
export function NoticeList() {
  const markRead = useAction(noticeEndpoints.markRead, { invalidates: again });
  const markAll = useAction(noticeEndpoints.markAllRead, { invalidates: again, success: ({ marked }) => (marked === 0 ? '没有未读消息' : `已把 ${marked} 条标为已读`) });
  const noteRead = ({ id, read }: Notice) => (_event: MouseEvent): void => {
    if (!read) markRead.mutate({ id });
  };
  return (
    <ListPage
      title="我的消息"
      endpoint={noticeEndpoints.mine}
      empty={{ text: '派给您的待办、时限提醒等会出现在这里。' }}
      actions={
        <Button loading={markAll.isPending} onClick={() => markAll.mutate({})}>
          全部标为已读
        </Button>
      }
      filters={[{ kind: 'choice', name: 'unread', label: '阅读', options: [{ value: 'true', label: '只看未读' }] }]}
      renderRowActions={(notice) => (
        <>
          {notice.link && (
            <PageLink to={notice.link} onClick={noteRead(notice)}>
              打开
            </PageLink>
          )}
          {!notice.read && (
            <Button size="small" type="link" onClick={noteRead(notice)}>
              标为已读
            </Button>
          )}
        </>
      )}
      columns={[
        { key: 'title', title: '标题', width: 160, render: ({ title, read }) => (read ? title : <strong>{title}</strong>) },
        { key: 'text', title: '内容' },
        { key: 'read', title: '状态', width: 88, text: ({ read }) => (read ? '已读' : '未读'), render: ({ read }) => <StatusTag tone={read ? 'neutral' : 'progress'}>{read ? '已读' : '未读'}</StatusTag> },
        { key: 'at', title: '时间', width: 140, text: ({ at }) => whenText(at), render: ({ at }) => <When at={at} /> },
      ]}
    />
  );
}
