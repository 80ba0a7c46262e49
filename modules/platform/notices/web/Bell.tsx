import { BellOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { noticeEndpoints } from '../contract.ts';

const minute = 60_000;

/** A bell with the number of unread messages; asks again every minute. */
export function Bell() {
  const { data } = useEndpoint(noticeEndpoints.unread, {}, { every: minute });
  const count = data?.count ?? 0;
  const says = count === 0 ? '没有未读消息' : `${count} 条${data?.more ? '以上' : ''}未读消息`;
  return (
    <PageLink to="/notices" title={says} aria-label={`我的消息，${says}`} className="ant-btn ant-btn-color-default ant-btn-variant-text ant-btn-icon-only">
      <Badge count={count} size="small" overflowCount={99} aria-hidden="true">
        <BellOutlined />
      </Badge>
    </PageLink>
  );
}
