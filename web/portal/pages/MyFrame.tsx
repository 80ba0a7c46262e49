import type { ReactNode } from 'react';
import { Page } from '../../portal-kit/Page.tsx';
import { useVisit } from '../visit.tsx';
import { Link } from '../../portal-kit/Button.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Skeleton } from '../../portal-kit/Skeleton.tsx';

const places = [
  { to: '/my', title: '总览' },
  { to: '/my/cases', title: '我的办件' },
  { to: '/my/drafts', title: '我的草稿' },
  { to: '/my/licences', title: '我的证照' },
  { to: '/my/notices', title: '我的消息' },
  { to: '/my/reads', title: '谁看过我的数据' },
  { to: '/my/account', title: '账户与安全' },
] as const;

interface MyFrameProps {
  readonly title: string;
  readonly at: (typeof places)[number]['to'];
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the personal centre: its menu and, for who is not signed in, the way to it. */
export function MyFrame({ title, at, lead, children }: MyFrameProps): ReactNode {
  const { session } = useVisit();
  return (
    <Page title={title} lead={lead} trail={at === '/my' ? [] : [{ title: '办事中心', to: '/my' }]}>
      <div className="my">
        <nav className="my-menu" aria-label="办事中心">
          {places.map((place) => <a key={place.to} href={place.to} aria-current={place.to === at ? 'page' : undefined}>{place.title}</a>)}
        </nav>
        <div>{session === null ? <Skeleton /> : session.kind === 'person' ? children : <PleaseSignIn />}</div>
      </div>
    </Page>
  );
}

const PleaseSignIn = (): ReactNode => (
  <Notice kind="info" title="请先登录">
    <p>登录后才能查看本页内容，登录完成会自动回到这里。</p>
    <p><Link kind="primary" to={`/sign-in?next=${encodeURIComponent(location.pathname)}`}>登录</Link></p>
  </Notice>
);
