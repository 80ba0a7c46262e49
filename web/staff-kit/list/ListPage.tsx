import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatInstantFull } from '../../../kernel/dates.ts';
import type { Endpoint, InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { downloadAddress } from '../../browser/call.ts';
import { useNow } from '../data/useNow.ts';
import { useSession } from '../session.tsx';
import { Empty } from '../states/Empty.tsx';
import { Failure } from '../states/Failure.tsx';
import { Skeleton } from '../states/Skeleton.tsx';
import type { Column } from './columns.ts';
import { DataTable } from './DataTable.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FilterControl, filterWords, type Filter } from './filters.tsx';
import { ListTools } from './ListTools.tsx';
import { useList, type RowOf } from './useList.ts';
import { useListKeys } from './useListKeys.ts';
import { useListPreferences } from './views.ts';

export interface ListPageProps<E extends Endpoint> {
  readonly title: string;
  /** A list endpoint: takes `size`, `after`, `sort` and answers with `pageOf`. */
  readonly endpoint: E;
  /** What the page always asks for, beside what the address says. */
  readonly fixed?: Partial<InputOf<E>>;
  readonly columns: readonly Column<RowOf<E>>[];
  readonly filters?: readonly Filter<keyof InputOf<E> & string>[];
  /** `row.id` unless said. */
  readonly rowId?: (row: RowOf<E>) => string;
  readonly rowLink?: (row: RowOf<E>) => string;
  readonly renderRowActions?: (row: RowOf<E>) => ReactNode;
  /** Buttons at the top right. */
  readonly actions?: ReactNode;
  /** Buttons for the chosen rows; with it the list has check boxes. */
  readonly renderBatch?: (rows: RowOf<E>[], done: () => void) => ReactNode;
  /** What to do when there is nothing at all. */
  readonly empty?: { readonly text: string; readonly action?: ReactNode };
  readonly pageSize?: number;
  /** An endpoint that answers with a file for the same conditions; without it the browser writes up to 5,000 rows. */
  readonly exportEndpoint?: Endpoint;
  /** Above the table, such as figures. */
  readonly children?: ReactNode;
}

const noFilters: readonly never[] = [];

/** A list: conditions, sort and page in the address, everything else a desk expects of a list. See the README. */
export function ListPage<E extends Endpoint>(props: ListPageProps<E>) {
  const { title, endpoint, columns, filters = noFilters, rowLink, pageSize = 20 } = props;
  const rowId = props.rowId ?? ((row: RowOf<E>) => String((row as { id: unknown }).id));
  const list = useList({ endpoint, fixed: props.fixed, filters, pageSize });
  const preferences = useListPreferences(endpoint.path);
  const [chosen, setChosen] = useState<ReadonlyMap<string, RowOf<E>>>(new Map());
  const [exporting, setExporting] = useState(false);
  useListKeys(list);

  const { answer, page } = list;
  const shown = shownColumns(columns, preferences.chosen.columns);
  const beginExport = (): void => {
    if (props.exportEndpoint) location.assign(downloadAddress(props.exportEndpoint, list.conditions as never));
    else setExporting(true);
  };

  return (
    <section className="list-page" aria-labelledby="page-heading">
      <header className="page-head">
        <h1 id="page-heading">{title}</h1>
        <div className="page-actions">{props.actions}</div>
      </header>
      {props.children}
      <search className="list-bar" aria-label="筛选条件">
        {filters.map((filter) => (
          <FilterControl key={filter.name} filter={filter} values={list.values} change={list.filter} />
        ))}
        {list.isFiltered && (
          <Button type="link" onClick={list.clear}>
            清除条件
          </Button>
        )}
        <ListTools
          columns={columns}
          shown={shown}
          preferences={preferences}
          values={list.values}
          open={list.open}
          refresh={() => void answer.refetch()}
          busy={answer.isFetching}
          onExport={beginExport}
        />
      </search>
      {props.renderBatch && chosen.size > 0 && (
        <div className="batch-bar">
          <output>已选 {chosen.size} 条</output>
          {props.renderBatch([...chosen.values()], () => setChosen(new Map()))}
          <Button type="link" onClick={() => setChosen(new Map())}>
            取消选择
          </Button>
        </div>
      )}
      <PrintHead title={title} words={filterWords(filters, list.values)} />
      <div className="table-room" aria-busy={answer.isFetching}>
        {answer.isPending && <Skeleton lines={10} />}
        {answer.isError && <Failure error={answer.error} retry={() => void answer.refetch()} />}
        {page?.rows.length === 0 && !answer.isError && <Nothing title={title} list={list} empty={props.empty} />}
        {page && page.rows.length > 0 && !answer.isError && (
          <DataTable
            label={title}
            columns={shown}
            rows={page.rows}
            rowId={rowId}
            rowLink={rowLink}
            renderRowActions={props.renderRowActions}
            sort={list.values['sort']}
            onSort={list.sort}
            tight={preferences.chosen.tight}
            selection={props.renderBatch ? { chosen, change: setChosen } : undefined}
          />
        )}
      </div>
      {page && (page.rows.length > 0 || list.pageNumber !== 1) && <Pager list={list} page={page} />}
      {exporting && <ExportDialog title={title} endpoint={endpoint} conditions={list.conditions} columns={shown} onClose={() => setExporting(false)} />}
    </section>
  );
}

type List<E extends Endpoint> = ReturnType<typeof useList<E>>;

function Nothing<E extends Endpoint>({ title, list, empty }: { title: string; list: List<E>; empty: ListPageProps<E>['empty'] }) {
  if (list.pageNumber !== 1) return <Empty title="这一页没有内容" action={<Button onClick={list.previous}>上一页</Button>} />;
  if (!list.isFiltered) {
    return (
      <Empty title={`还没有${title}`} action={empty?.action}>
        {empty?.text}
      </Empty>
    );
  }
  return (
    <Empty title="没有符合条件的记录" action={<Button onClick={list.clear}>清除条件</Button>}>
      换个说法，或者少设几个条件再试。
    </Empty>
  );
}

function Pager<E extends Endpoint>({ list, page }: { list: List<E>; page: Page<RowOf<E>> }) {
  const count = page.total.toLocaleString('zh-CN');
  const known = list.pageNumber !== null;
  return (
    <nav className="pager" aria-label="翻页">
      <output className="pager-count">
        共 <span className="figures">{count}</span> 条{page.more && '以上'}
        {known && list.pageNumber !== 1 && `，第 ${list.pageNumber} 页`}
      </output>
      <Button disabled={list.pageNumber === 1} onClick={list.previous}>
        {known ? '上一页' : '回到第一页'}
      </Button>
      <Button disabled={page.next === null} onClick={list.next}>
        下一页
      </Button>
    </nav>
  );
}

/** Stands on paper only: what was asked, by whom, when. */
function PrintHead({ title, words }: { title: string; words: readonly string[] }) {
  const { name, unitName } = useSession();
  const now = useNow();
  return (
    <div className="print-head">
      <p className="print-title">{title}</p>
      <p>
        {words.length > 0 ? words.join('；') : '全部记录'}。{unitName} {name}，{formatInstantFull(now)} 打印
      </p>
    </div>
  );
}

const shownColumns = <Row,>(columns: readonly Column<Row>[], chosen: readonly string[] | null): Column<Row>[] =>
  columns.filter((column) => (chosen ? chosen.includes(column.key) : !column.hidden));
