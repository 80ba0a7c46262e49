import { Link, useNavigate } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { readUrl } from './data/useUrl.ts';

export interface PageLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Address below `/staff`, with its query if it has one: `/units?status=active`. */
  readonly to: string;
  readonly children: ReactNode;
}

/** A link to another page of the office; a real link, so that it opens in a new tab too. */
export function PageLink({ to, ...rest }: PageLinkProps) {
  return <Link {...(target(to) as { to: string })} activeOptions={{ exact: true, includeSearch: true }} {...rest} />;
}

/** Opens another page of the office, e.g. after something was saved. */
export function useGo(): (to: string, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return (to, how = {}) => void navigate({ ...(target(to) as { to: string }), ...how });
}

function target(to: string): { to: string; search: Record<string, string> } {
  const [path = '/', query = ''] = to.split('?');
  return { to: path, search: readUrl(query) };
}
