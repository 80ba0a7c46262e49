import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Endpoint, InputOf, OutputOf } from '../../kernel/endpoint.ts';
import { call, CallError } from '../browser/call.ts';
import { Notice } from './Notice.tsx';
import { Skeleton } from './Skeleton.tsx';

export interface Loaded<T> {
  /** The answer; the one before while a new one is on its way. */
  readonly data: T | null;
  readonly error: CallError | null;
  readonly loading: boolean;
  reload(): void;
}

/** Asks an endpoint whenever the input changes; a null input asks nothing. */
export function useLoad<E extends Endpoint>(endpoint: E, input: InputOf<E> | null): Loaded<OutputOf<E>> {
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<Answer<OutputOf<E>>>({ to: '', data: null, error: null });
  // The question as text, so that it is asked again only when it is another one, or again by wish.
  const question = JSON.stringify({ input, turn });
  useEffect(() => {
    const { input: asked } = JSON.parse(question) as { input: InputOf<E> | null };
    if (asked === null) return undefined;
    const stop = new AbortController();
    call(endpoint, asked, { signal: stop.signal }).then(
      (data) => setAnswer({ to: question, data, error: null }),
      (error: unknown) => stop.signal.aborted || setAnswer({ to: question, data: null, error: asCallError(error) }),
    );
    return () => stop.abort();
  }, [endpoint, question]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const loading = input !== null && answer.to !== question;
  return { data: answer.data, error: loading ? null : answer.error, loading, reload };
}

interface Answer<T> {
  /** The question it answers. */
  readonly to: string;
  readonly data: T | null;
  readonly error: CallError | null;
}

/** Whatever was thrown, as a refusal with words for people. */
export const asCallError = (error: unknown): CallError => (error instanceof CallError ? error : new CallError(0, {}));

interface LoadingProps<T> {
  readonly of: Loaded<T>;
  readonly children: (data: T) => ReactNode;
  /** Lines of the skeleton, about as many as the content will have. */
  readonly lines?: number;
}

/** Shows what was loaded; before that a skeleton, instead of it what went wrong and what to do. */
export function Loading<T>({ of, children, lines = 6 }: LoadingProps<T>): ReactNode {
  if (of.error) return <LoadProblem error={of.error} onRetry={of.reload} />;
  if (of.data === null) return <Skeleton lines={lines} />;
  return <div aria-busy={of.loading}>{children(of.data)}</div>;
}

/** A failed load in words, with the one thing to do about it. */
export function LoadProblem({ error, onRetry }: { readonly error: CallError; readonly onRetry: () => void }): ReactNode {
  if (error.status === 401) {
    const next = encodeURIComponent(location.pathname + location.search);
    return (
      <Notice kind="info" title="请先登录">
        <p>登录后才能查看本页内容，登录完成会自动回到这里。</p>
        <p><a className="button primary" href={`/sign-in?next=${next}`}>登录</a></p>
      </Notice>
    );
  }
  return (
    <Notice kind={error.status === 404 ? 'warning' : 'urgent'} title={error.message} announce>
      {error.incident && error.status >= 500 && <p>问题编号：{error.incident}</p>}
      {error.status !== 404 && <p><button type="button" className="button" onClick={onRetry}>重新加载</button></p>}
    </Notice>
  );
}
