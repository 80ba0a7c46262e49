import { Button } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { Skeleton } from '../states/Skeleton.tsx';
import type { ChartProps } from './chart-props.ts';

const Drawing = lazy(() => import('./Drawing.tsx'));

/** A chart, and the same figures as a table for those who cannot or do not want to see it. */
export function Chart(props: ChartProps) {
  const { title, height = 280 } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id}>
        <span>
          {title}
          {props.unit && <span className="soft">（{props.unit}）</span>}
        </span>
        <Button type="text" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看表格'}
        </Button>
      </figcaption>
      {asTable ? (
        <Table {...props} />
      ) : (
        <>
          <div className="sr-only">
            <Table {...props} />
          </div>
          <Suspense fallback={<Skeleton lines={5} />}>
            <Drawing {...props} height={height} />
          </Suspense>
        </>
      )}
    </figure>
  );
}

const Table = ({ title, categories, series }: ChartProps) => (
  <table className="table table-tight" aria-label={title}>
    <thead>
      <tr>
        <th scope="col">类别</th>
        {series.map(({ name }) => (
          <th key={name} scope="col" className="table-right">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {categories.map((category, at) => (
        <tr key={category}>
          <th scope="row">{category}</th>
          {series.map(({ name, values }) => (
            <td key={name} className="figures table-right">
              {values[at]?.toLocaleString('zh-CN') ?? '—'}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
