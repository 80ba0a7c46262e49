import { useEffect, useMemo, useState, useSyncExternalStore, type ComponentType } from 'react';
import { findRoute, type PageProps, type Route } from './routes.ts';

const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Goes to a page of the portal; `replace` leaves no way back to the present one. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  if (!to.includes('#')) window.scrollTo(0, 0);
  tell();
}

/** Where we are: path and query as one text, kept up to date. */
export const useAddress = (): string => useSyncExternalStore(listen, () => location.pathname + location.search);

/**
 * Makes plain `<a href>` links change the page without loading the site anew.
 *
 * Left alone: other sites, the office, the API, downloads, new windows, places on the same page.
 */
export function takeOverLinks(): void {
  window.addEventListener('popstate', tell);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !isOurs(event, link)) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}

function isOurs(event: MouseEvent, link: HTMLAnchorElement): boolean {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.origin !== location.origin || link.target || link.hasAttribute('download')) return false;
  if (/^\/(?:api|staff)(?:\/|$)/.test(link.pathname)) return false;
  return !(link.hash && link.pathname === location.pathname && link.search === location.search);
}

/** What the address shows now; the page before stays until the next one has arrived. */
export type Shown =
  | { readonly kind: 'page'; readonly Page: ComponentType<PageProps>; readonly props: PageProps; readonly key: string }
  | { readonly kind: 'coming' | 'missing' | 'unreachable' };

/** Fetches the page of the present address. */
export function useRoute(routes: readonly Route[]): Shown {
  const address = useAddress();
  const [shown, setShown] = useState<Shown>({ kind: 'coming' });
  const wanted = useMemo(() => {
    const { pathname, searchParams } = new URL(address, location.origin);
    const found = findRoute(routes, pathname);
    return found && { ...found, props: { params: found.params, query: searchParams } };
  }, [address, routes]);
  useEffect(() => {
    if (!wanted) return undefined;
    let left = false;
    wanted.route.load().then(
      (module) => left || setShown({ kind: 'page', Page: module.default, props: wanted.props, key: wanted.key }),
      () => left || setShown({ kind: 'unreachable' }),
    );
    return () => {
      left = true;
    };
  }, [wanted]);
  return wanted ? shown : { kind: 'missing' };
}
