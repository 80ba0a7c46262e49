import type { ComponentType } from 'react';

/** What every page gets: the named parts of its address and what follows the question mark. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/**
 * A page, fetched when it is first needed.
 *
 * `:name` in the path is one segment; `:name?` at its end may be missing, and a change of it keeps the page as it stands.
 */
export interface Route {
  readonly path: `/${string}`;
  readonly load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export interface FoundRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** Stays the same while it is the same page, whatever its optional segments say. */
  readonly key: string;
}

/** Finds the first route whose path fits; null when there is none or the address is malformed. */
export function findRoute(routes: readonly Route[], path: string): FoundRoute | null {
  const segments = segmentsOf(path);
  if (!segments) return null;
  for (const route of routes) {
    const pattern = route.path.split('/').filter(Boolean);
    const params = fit(pattern, segments);
    if (params) return { route, params, key: pattern.map((part) => (part.endsWith('?') ? '' : (params[part.slice(1)] ?? part))).join('/') };
  }
  return null;
}

function fit(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (segments.length > pattern.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at];
    if (segment === undefined ? !part.endsWith('?') : !part.startsWith(':') && part !== segment) return null;
    if (segment !== undefined && part.startsWith(':')) params[part.replaceAll(/[:?]/g, '')] = segment;
  }
  return params;
}

function segmentsOf(path: string): string[] | null {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}
