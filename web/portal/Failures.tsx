import type { ReactNode } from 'react';
import { Button, Link } from '../portal-kit/Button.tsx';
import { Page } from '../portal-kit/Page.tsx';
import { useVisit } from './visit.tsx';

/** No such page. */
export const Missing = (): ReactNode => (
  <Page title="没有这个页面" lead="网址可能有误，或页面已经移走。">
    <ul className="bullets">
      <li>检查网址是否完整</li>
      <li><a href="/search">搜索要办的事</a></li>
      <li><a href="/">回到首页</a></li>
    </ul>
  </Page>
);

/** The page could not be fetched. */
export const Offline = (): ReactNode => (
  <Page title="网络不通" lead="页面没有加载出来。请检查网络；已保存的草稿不会丢失。">
    <div className="actions"><Button kind="primary" onClick={() => location.reload()}>重新加载</Button></div>
  </Page>
);

/** Something in the page failed. */
export function Broken(): ReactNode {
  const { city } = useVisit();
  return (
    <>
      <p>不是您的操作有误。已保存的草稿不会丢失。</p>
      <p>若反复出现，请拨打 <a href={`tel:${city.phone}`}>{city.phone}</a> 告诉我们。</p>
      <div className="actions">
        <Button kind="primary" onClick={() => location.reload()}>重新加载</Button>
        <Link to="/" kind="plain">回到首页</Link>
      </div>
    </>
  );
}
