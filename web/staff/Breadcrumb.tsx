import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PageLink } from '../staff-kit/PageLink.tsx';
import type { StaffPage } from '../staff-kit/pages.ts';
import { useCurrentRecordTitle } from '../staff-kit/states/page-title.ts';
import { useCity } from './city.ts';
import { trailOf } from './pages.ts';

/** Where the page stands, and the window's title made of the same words. */
export function Breadcrumb({ pages }: { pages: readonly StaffPage[] }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const record = useCurrentRecordTitle();
  const { name: city } = useCity();
  const trail = trailOf(pages, path).map(({ page, address }) => ({ title: page.title, address, area: page.menu?.area }));
  const last = trail.at(-1);
  const title = record ?? last?.title ?? (path === '/' ? '首页' : '没有这个页面');

  useEffect(() => {
    document.title = [title, `${city}政务服务办公平台`].join(' - ');
  }, [title, city]);

  if (trail.length === 0) return null;
  return (
    <nav className="breadcrumb" aria-label="当前位置">
      <ol>
        <li>
          <PageLink to="/">首页</PageLink>
        </li>
        {trail[0]?.area && <li>{trail[0].area}</li>}
        {trail.slice(0, -1).map(({ title, address }) => (
          <li key={address}>
            <PageLink to={address}>{title}</PageLink>
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}
