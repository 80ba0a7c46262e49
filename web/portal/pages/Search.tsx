import type { ReactNode } from 'react';
import { serviceItemEndpoints, type ItemSummary } from '../../../modules/public-service/service-items/contract.ts';
import { Page } from '../../portal-kit/Page.tsx';
import { Select } from '../../portal-kit/fields/choices.tsx';
import { EmptyState, Pager, Tag } from '../../portal-kit/pieces.tsx';
import { navigate } from '../../portal-kit/router.ts';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { useNarrow } from '../../portal-kit/useNarrow.ts';
import { ItemSearch } from '../ItemSearch.tsx';
import { useVisit } from '../visit.tsx';

const filterNames = ['audience', 'kind', 'theme', 'bureauId', 'divisionCode'] as const;
type Filter = (typeof filterNames)[number];

/** Items found by words and filters; all of it stands in the address, so that it can be bookmarked and sent. */
export default function Search({ query }: PageProps): ReactNode {
  const text = query.get('text')?.slice(0, 60) ?? '';
  const after = query.get('after') ?? undefined;
  const filters = Object.fromEntries(filterNames.flatMap((name) => (query.get(name) ? [[name, query.get(name)!]] : []))) as Partial<Record<Filter, never>>;
  const found = useLoad(serviceItemEndpoints.search, { ...(text ? { text } : {}), ...filters, ...(after ? { after } : {}), size: 15 });
  const title = text ? `“${text}”的搜索结果` : '全部事项';
  return (
    <Page title={title} trail={[]}>
      <ItemSearch key={text} initial={text} />
      <Filters query={query} />
      <Loading of={found} lines={10}>
        {({ rows, next, total, more }) => rows.length === 0 ? <NothingFound text={text} filtered={Object.keys(filters).length > 0} /> : (
          <>
            <output className="quiet">找到 {total} 项{more ? '以上' : ''}</output>
            <ul className="list">{rows.map((row) => <Found key={row.id} row={row} />)}</ul>
            <Pager total={total} more={more} previous={after ? addressWith(query, { after: null }) : null} next={next ? addressWith(query, { after: next }) : null} />
          </>
        )}
      </Loading>
    </Page>
  );
}

const Found = ({ row }: { readonly row: ItemSummary }): ReactNode => (
  <li>
    <h2><a href={`/items/${encodeURIComponent(row.id)}`}>{row.name}</a></h2>
    <p className="about">
      {row.kind === 'bundle' && <Tag tone="blue">一件事</Tag>}
      {row.online ? <Tag tone="green">可网上办</Tag> : <Tag>窗口办</Tag>}
      <span>{row.bureauName}</span>
      <span>{row.divisionName}</span>
      <span>{row.promised}</span>
    </p>
  </li>
);

/** The present address with some parts of its query changed; another filter begins at the first page. */
function addressWith(query: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  next.delete('after');
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return `/search?${next.toString()}`;
}

const audiences = [{ value: 'person', label: '个人' }, { value: 'organisation', label: '法人和其他组织' }];
const kinds = [{ value: 'item', label: '单个事项' }, { value: 'bundle', label: '一件事' }];

function Filters({ query }: { readonly query: URLSearchParams }): ReactNode {
  const themes = useLoad(serviceItemEndpoints.themes, {}).data;
  const narrow = useNarrow();
  const audience = query.get('audience');
  const named = (rows: readonly { code: string; name: string }[] = []) => rows.map(({ code, name }) => ({ value: code, label: name }));
  const themeRows = audience === 'organisation' ? themes?.organisation : audience === 'person' ? themes?.person : [...(themes?.person ?? []), ...(themes?.organisation ?? [])];
  const filter = (name: Filter, label: string, choices: { value: string; label: string }[], drops: Readonly<Record<string, null>> = {}): ReactNode => (
    <Select
      id={name}
      label={label}
      none="全部"
      choices={choices}
      value={query.get(name)}
      onChange={(value) => navigate(addressWith(query, { ...drops, [name]: value }))}
    />
  );
  return (
    <details className="filter-box" open={!narrow || filterNames.some((name) => query.has(name))}>
      <summary>筛选</summary>
      <div className="filters">
        {filter('audience', '服务对象', audiences, { theme: null })}
        {filter('theme', '主题', named(themeRows))}
        {filter('bureauId', '办理部门', named(themes?.bureaus))}
        {filter('divisionCode', '办理地区', named(themes?.divisions))}
        {filter('kind', '类型', kinds)}
      </div>
    </details>
  );
}

function NothingFound({ text, filtered }: { readonly text: string; readonly filtered: boolean }): ReactNode {
  const { city } = useVisit();
  return (
    <EmptyState title={text ? `没有找到与“${text}”有关的事项` : '没有符合条件的事项'}>
      <ul className="bullets">
        {filtered && <li><a href={text ? `/search?text=${encodeURIComponent(text)}` : '/search'}>去掉筛选条件再找一次</a></li>}
        {text && <li>换个说法试试，如把“开饭店”换成“食品经营”</li>}
        <li>少输几个字，只留最要紧的词</li>
        <li>拨打 <a href={`tel:${city.phone}`}>{city.phone}</a>，说明要办的事，由工作人员告诉您</li>
      </ul>
    </EmptyState>
  );
}
