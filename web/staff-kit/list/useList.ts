import type { Endpoint, InputOf, OutputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { useEndpoint } from '../data/useEndpoint.ts';
import { useUrl } from '../data/useUrl.ts';
import { filterNames, type Filter } from './filters.tsx';

/** The row of a list endpoint. */
export type RowOf<E> = OutputOf<E> extends { rows: (infer Row)[] } ? Row : never;

export interface ListQuestion<E> {
  readonly endpoint: E;
  /** What the page always asks for, beside what the address says. */
  readonly fixed?: Partial<InputOf<E>>;
  readonly filters: readonly Filter[];
  readonly pageSize: number;
}

/** Asks for the page of a list that the address describes, and turns pages. */
export function useList<E extends Endpoint>({ endpoint, fixed, filters, pageSize }: ListQuestion<E>) {
  const { values, trail, change } = useUrl();
  const named = Object.fromEntries(filterNames(filters).flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
  const conditions = { ...fixed, ...named, ...(values['sort'] ? { sort: values['sort'] } : {}) };
  const input = { ...conditions, ...(values['after'] ? { after: values['after'] } : {}), size: pageSize } as unknown as InputOf<E>;
  const answer = useEndpoint(endpoint, input, { keepsLast: true });
  const page = answer.data as Page<RowOf<E>> | undefined;
  const here = values['after'];
  return {
    values,
    conditions: conditions as InputOf<E>,
    isFiltered: Object.keys(named).length > 0,
    answer,
    page,
    /** 1 for the first page; null when the way here is not known, as in a link from a colleague. */
    pageNumber: here === undefined ? 1 : trail ? trail.length + 1 : null,
    /** Changes conditions and goes back to the first page. */
    filter: (patch: Readonly<Record<string, string | undefined>>, typing = false) => change({ ...patch, after: undefined }, { replace: typing }),
    sort: (sort: string | undefined) => change({ sort, after: undefined }),
    clear: () => change(Object.fromEntries([...filterNames(filters), 'after'].map((name) => [name, undefined]))),
    open: (search: Readonly<Record<string, string>>) => change({ ...Object.fromEntries(Object.keys(values).map((name) => [name, undefined])), ...search }),
    next: () => page?.next && change({ after: page.next }, { trail: [...(trail ?? []), here ?? ''] }),
    previous: () => change({ after: trail?.at(-1) || undefined }, { trail: trail?.slice(0, -1) ?? [] }),
  };
}
