import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import type { Endpoint, InputOf, OutputOf } from '../../../kernel/endpoint.ts';
import { call, type CallError } from '../../browser/call.ts';
import { endpointKey } from './useEndpoint.ts';

export interface ActionOptions<E extends Endpoint> {
  /** Endpoints whose answers are no longer true afterwards; they are asked again. */
  readonly invalidates?: readonly Endpoint[];
  /** What to say when it worked. */
  readonly success?: string | ((answer: OutputOf<E>) => string);
  /** The caller shows a refusal itself, as forms and dialogs do; otherwise it appears as a message. */
  readonly showsFailure?: boolean;
}

/**
 * Calls a changing endpoint of a contract.
 *
 * The same input sent again after a failure carries the same key, so that the server does the work once even when only
 * its answer was lost.
 */
export function useAction<E extends Endpoint>(endpoint: E, options: ActionOptions<E> = {}): UseMutationResult<OutputOf<E>, CallError, InputOf<E>> {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const attempt = useRef<{ input: string; key: string } | null>(null);

  return useMutation<OutputOf<E>, CallError, InputOf<E>>({
    mutationFn: (input) => {
      const text = JSON.stringify(input);
      if (attempt.current?.input !== text) attempt.current = { input: text, key: crypto.randomUUID() };
      return call(endpoint, input, { idempotencyKey: attempt.current.key });
    },
    onSuccess: async (answer) => {
      attempt.current = null;
      const { success } = options;
      if (success !== undefined) void message.success(typeof success === 'string' ? success : success(answer));
      await Promise.all((options.invalidates ?? []).map((each) => queries.invalidateQueries({ queryKey: [endpointKey(each)] })));
    },
    onError: (error) => {
      if (!options.showsFailure && error.status !== 401) void message.error(failureText(error), 6);
    },
  });
}

/** A refusal in one sentence, with the first field it concerns. */
export function failureText(error: CallError): string {
  const first = error.problems[0];
  return first ? `${error.message}：${first.message}` : error.message;
}
