import { keepPreviousData, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Endpoint, InputOf, OutputOf } from '../../../kernel/endpoint.ts';
import { call, type CallError } from '../../browser/call.ts';

/** The name under which answers of an endpoint are kept. */
export const endpointKey = (endpoint: Endpoint): string => `${endpoint.method} ${endpoint.path}`;

/** Question and name of the answer, for the store. */
export const endpointQuery = <E extends Endpoint>(endpoint: E, input: InputOf<E>) =>
  queryOptions<OutputOf<E>, CallError>({
    queryKey: [endpointKey(endpoint), input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
  });

export interface EndpointOptions {
  /** Asks again every so many milliseconds while the page is looked at. */
  readonly every?: number;
  /** Shows the answer to the last question until the new one is there. */
  readonly keepsLast?: boolean;
}

/**
 * Asks a GET endpoint of a contract; answer and input have the contract's types.
 *
 * @param input - null while there is nothing to ask yet
 */
export function useEndpoint<E extends Endpoint>(endpoint: E, input: InputOf<E> | null, options: EndpointOptions = {}): UseQueryResult<OutputOf<E>, CallError> {
  return useQuery({
    ...endpointQuery(endpoint, input ?? ({} as InputOf<E>)),
    enabled: input !== null,
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.keepsLast ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery<OutputOf<E>, CallError>>[0]);
}
