import { Component, type ReactNode } from 'react';
import { Footer } from '../portal-kit/Footer.tsx';
import { Header } from '../portal-kit/Header.tsx';
import { Page } from '../portal-kit/Page.tsx';
import { useAddress, useRoute } from '../portal-kit/router.ts';
import { Skeleton } from '../portal-kit/Skeleton.tsx';
import { Toast } from '../portal-kit/Toast.tsx';
import { Broken, Missing, Offline } from './Failures.tsx';
import { ItemSearch } from './ItemSearch.tsx';
import { routes } from './routes.ts';
import { useVisit, VisitProvider } from './visit.tsx';

/** The portal: header, the page of the address, footer. */
export const App = (): ReactNode => (
  <VisitProvider>
    <Shell />
  </VisitProvider>
);

function Shell(): ReactNode {
  const { city, session } = useVisit();
  const address = useAddress();
  const searching = address === '/' || address.startsWith('/search');
  return (
    <>
      <Header title={city.title} demo={city.demo} search={searching ? null : <ItemSearch />}>
        {session?.kind === 'person' && <a href="/my">{session.name ? `${session.name}的` : '我的'}办事中心</a>}
        {session?.kind === 'staff' && <a href="/staff/">工作台</a>}
        {session?.kind === 'guest' && <a href="/sign-in">登录</a>}
      </Header>
      <Current />
      <Footer lines={city.footer} phone={city.phone} />
      <Toast />
    </>
  );
}

function Current(): ReactNode {
  const shown = useRoute(routes);
  if (shown.kind === 'page') return <Guard key={shown.key}><shown.Page {...shown.props} /></Guard>;
  if (shown.kind === 'missing') return <Missing />;
  if (shown.kind === 'unreachable') return <Offline />;
  return <main className="wide"><Skeleton lines={10} /></main>;
}

/** Keeps header and footer when a page fails, and says so. */
class Guard extends Component<{ readonly children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Page title="页面出错了"><Broken /></Page> : this.props.children;
  }
}
