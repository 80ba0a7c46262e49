import { chinaDate, addDays } from '../../../../kernel/dates.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { useNow } from '../../../../web/staff-kit/data/useNow.ts';
import { useUrl } from '../../../../web/staff-kit/data/useUrl.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { Chart } from '../../../../web/staff-kit/figures/Chart.tsx';
import { Figure, StatPanel } from '../../../../web/staff-kit/figures/StatPanel.tsx';
import { DayRange } from '../../../../web/staff-kit/form/DayControl.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { Empty } from '../../../../web/staff-kit/states/Empty.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { ratingEndpoints, satisfactionLabels, satisfiedShare, type RatingFigures, type RatingStatistics as Statistics } from '../contract.ts';

const groups = { unit: '按单位', item: '按事项' } as const;
type Group = keyof typeof groups;

/** How services were rated in a period, by unit or item, and what bad ratings complain of. */
export function RatingStatistics() {
  const { values, change } = useUrl();
  const today = chinaDate(useNow());
  const by: Group = values['by'] === 'item' ? 'item' : 'unit';
  const [from, to] = [values['from'] || addDays(today, -29), values['to'] || today];
  const { data, error, refetch } = useEndpoint(ratingEndpoints.statistics, { by, from, to }, { keepsLast: true });
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">评价统计</h1>
        <div className="page-actions">
          <DayRange label="评价日期" from={from} to={to} change={(first, last) => change({ from: first, to: last })} />
        </div>
      </header>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <Figures data={data} by={by} period={{ from, to }} />}
    </>
  );
}

interface FiguresProps {
  readonly data: Statistics;
  readonly by: Group;
  readonly period: { readonly from: string; readonly to: string };
}

function Figures({ data: { total, rows, causes }, by, period }: FiguresProps) {
  const search = new URLSearchParams(period).toString();
  return (
    <>
      <StatPanel label="总体">
        <Figure label="评价" value={total.rated} unit="件" to={`/ratings?${search}`} note={`邀请 ${total.invited.toLocaleString('zh-CN')} 件，参评率 ${percent(total.invited === 0 ? null : total.rated / total.invited)}`} />
        <Figure label="满意率" value={percent(satisfiedShare(total))} note="基本满意及以上，以最后一次评价计" tone="good" />
        <Figure label="差评" value={total.bad} unit="件" to={`/ratings?${search}&bad=true`} tone={total.bad > 0 ? 'bad' : 'neutral'} />
        <Figure label="按时反馈" value={percent(total.bad === 0 ? null : total.onTime / total.bad)} note={`已办结 ${total.closed} 件`} />
      </StatPanel>
      <Section title="满意度分布">
        <Chart title="各级评价" kind="bar" unit="件" height={220} categories={Object.values(satisfactionLabels)} series={[{ name: '评价', values: total.levels }]} />
      </Section>
      <nav className="tabs" aria-label="分组">
        {(Object.keys(groups) as Group[]).map((each) => (
          <PageLink key={each} to={`/ratings/statistics?${search}${each === 'item' ? '&by=item' : ''}`} className="tab" aria-current={each === by ? 'page' : undefined}>
            {groups[each]}
          </PageLink>
        ))}
      </nav>
      <Section title={groups[by]}>{rows.length === 0 ? <Empty title="这段时间没有评价">换一段时间再看。</Empty> : <Table rows={rows} by={by} search={search} />}</Section>
      {causes.length > 0 && (
        <Section title="差评集中在哪些方面">
          <DataTable
            label="差评原因"
            tight
            rows={causes}
            rowId={({ code }) => code}
            columns={[
              { key: 'name', title: '原因' },
              { key: 'count', title: '次数', figures: true, width: 96 },
            ]}
          />
        </Section>
      )}
    </>
  );
}

function Table({ rows, by, search }: { rows: readonly RatingFigures[]; by: Group; search: string }) {
  return (
    <DataTable
      label={groups[by]}
      tight
      rows={rows}
      rowId={({ key }) => key}
      rowLink={({ key }) => `/ratings?${search}&${by === 'unit' ? 'unitId' : 'itemId'}=${encodeURIComponent(key)}`}
      columns={[
        { key: 'name', title: by === 'unit' ? '单位' : '事项' },
        { key: 'invited', title: '邀请', figures: true, width: 80 },
        { key: 'rated', title: '评价', figures: true, width: 80 },
        { key: 'share', title: '满意率', figures: true, width: 96, text: (row) => percent(satisfiedShare(row)) },
        ...Object.values(satisfactionLabels).map((title, at) => ({ key: `level${at}`, title, figures: true, width: 96, text: (row: RatingFigures) => String(row.levels[at] ?? 0) })),
        { key: 'bad', title: '差评', figures: true, width: 80 },
        { key: 'onTime', title: '按时反馈', figures: true, width: 96 },
        { key: 'closed', title: '已办结', figures: true, width: 80 },
      ]}
    />
  );
}

/** `96.4%`; a dash where there is nothing to divide by. */
const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)}%`);
