import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Endpoint, InputOf, OutputOf } from '../../../kernel/endpoint.ts';
import type { CallError } from '../../browser/call.ts';
import { useEndpoint } from '../data/useEndpoint.ts';
import { useUrl } from '../data/useUrl.ts';
import { PageLink } from '../PageLink.tsx';
import { Failure } from '../states/Failure.tsx';
import { useRecordTitle } from '../states/page-title.ts';
import { Skeleton } from '../states/Skeleton.tsx';

export interface DetailTab<Record_> {
  /** In the address as `?tab=`; the first tab stands there by absence. */
  readonly key: string;
  readonly title: string;
  readonly content: (record: Record_) => ReactNode;
}

export interface DetailPageProps<E extends Endpoint> {
  readonly endpoint: E;
  readonly input: InputOf<E>;
  readonly title: (record: OutputOf<E>) => string;
  /** Beside the title, usually a `StatusTag`. */
  readonly renderStatus?: (record: OutputOf<E>) => ReactNode;
  /** Under the title, in small: number, date. */
  readonly renderSubtitle?: (record: OutputOf<E>) => ReactNode;
  readonly renderActions?: (record: OutputOf<E>) => ReactNode;
  readonly tabs?: readonly DetailTab<OutputOf<E>>[];
  /** Stands above the tabs, or is the whole page when there are none. */
  readonly children?: (record: OutputOf<E>) => ReactNode;
}

/** One record: title, state, what can be done, and its content in sections or tabs. */
export function DetailPage<E extends Endpoint>({ endpoint, input, ...parts }: DetailPageProps<E>) {
  const answer: UseQueryResult<OutputOf<E>, CallError> = useEndpoint(endpoint, input);
  useRecordTitle(answer.data === undefined ? null : parts.title(answer.data));
  if (answer.data !== undefined) return <Loaded record={answer.data} {...parts} />;
  if (answer.isError) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  return <Skeleton />;
}

const noTabs: readonly never[] = [];

type LoadedProps<E extends Endpoint> = Omit<DetailPageProps<E>, 'endpoint' | 'input'> & { readonly record: OutputOf<E> };

function Loaded<E extends Endpoint>({ record, title, renderStatus, renderSubtitle, renderActions, tabs = noTabs, children }: LoadedProps<E>) {
  return (
    <article className="detail-page" aria-labelledby="page-heading">
      <header className="page-head">
        <div>
          <h1 id="page-heading">
            {title(record)} {renderStatus?.(record)}
          </h1>
          {renderSubtitle && <p className="soft page-subtitle">{renderSubtitle(record)}</p>}
        </div>
        <div className="page-actions">{renderActions?.(record)}</div>
      </header>
      {children?.(record)}
      {tabs.length > 0 && <Tabs tabs={tabs} record={record} />}
    </article>
  );
}

/** Tabs are places with an address, so they are links. */
function Tabs<Record_>({ tabs, record }: { tabs: readonly DetailTab<Record_>[]; record: Record_ }) {
  const { values } = useUrl();
  const current = tabs.find(({ key }) => key === values['tab']) ?? tabs[0]!;
  return (
    <>
      <nav className="tabs" aria-label="内容">
        {tabs.map((tab, at) => (
          <PageLink key={tab.key} to={at === 0 ? '.' : `.?tab=${tab.key}`} className="tab" aria-current={tab === current ? 'page' : undefined}>
            {tab.title}
          </PageLink>
        ))}
      </nav>
      {current.content(record)}
    </>
  );
}
