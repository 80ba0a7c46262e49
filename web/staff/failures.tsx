import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import { PageLink } from '../staff-kit/PageLink.tsx';
import type { StaffPage } from '../staff-kit/pages.ts';
import { useSession } from '../staff-kit/session.tsx';
import { Empty } from '../staff-kit/states/Empty.tsx';

const home = <PageLink to="/">回到首页</PageLink>;

/** No page at this address. */
export const NotFound = () => (
  <Empty title="没有这个页面" action={home}>
    地址可能写错了，或者页面已经移走。
  </Empty>
);

/** A page the officer may not open. */
export function Forbidden({ page }: { page: StaffPage }) {
  const { name, unitName } = useSession();
  return (
    <Empty title={`您没有“${page.title}”的权限`} action={home}>
      当前账号：{unitName} {name}。如工作需要，请联系本单位管理员开通。
    </Empty>
  );
}

/** A page that broke: the rest of the office goes on. */
export const Crashed = ({ reset }: ErrorComponentProps) => (
  <div className="state" role="alert">
    <p className="state-title">页面出错了</p>
    <p>您的数据没有受影响。请重新打开本页；如果仍然出错，请告诉管理员您刚才做了什么。</p>
    <div className="state-actions">
      <Button type="primary" onClick={reset}>
        重新打开
      </Button>
      <Button onClick={() => location.reload()}>刷新网页</Button>
    </div>
  </div>
);
