import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Suspense } from 'react';
import { readUrl, writeUrl } from '../staff-kit/data/useUrl.ts';
import type { StaffPage } from '../staff-kit/pages.ts';
import { useMay } from '../staff-kit/session.tsx';
import { Skeleton } from '../staff-kit/states/Skeleton.tsx';
import { Crashed, Forbidden, NotFound } from './failures.tsx';
import { modulePages } from './pages.ts';
import { Shell } from './Shell.tsx';
import { shellPages } from './shell-pages.ts';

const pages: readonly StaffPage[] = [...shellPages, ...modulePages];

/** The router of the office, made from the list of pages; addresses hold plain text, nothing encoded. */
export function makeRouter() {
  const root = createRootRoute({ component: () => <Shell pages={pages} />, notFoundComponent: NotFound });
  const children = pages.map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: () => <Guarded page={page} /> }));
  return createRouter({
    routeTree: root.addChildren(children),
    basepath: '/staff',
    parseSearch: readUrl,
    stringifySearch: writeUrl,
    defaultErrorComponent: Crashed,
    scrollRestoration: true,
  });
}

function Guarded({ page }: { page: StaffPage }) {
  const may = useMay();
  if (page.permission !== undefined && !may(page.permission)) return <Forbidden page={page} />;
  const Element = page.element;
  return (
    <Suspense fallback={<Skeleton />}>
      <Element />
    </Suspense>
  );
}
