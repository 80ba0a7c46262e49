import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import './drawing.css';
import { markWords, type Mark, type Marks } from './nodes.ts';

const Drawing = lazy(async () => ({ default: (await import('./Drawing.tsx')).Drawing }));

export interface ProcessDrawingProps {
  readonly xml: string;
  readonly names: ReadonlyMap<string, string>;
  readonly marks: Marks;
}

/** A process as its drawing with marks, and the same as a table for those who cannot or do not want to see it. */
export function ProcessDrawing({ xml, names, marks }: ProcessDrawingProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="process-figure">
      <figcaption className="process-legend">
        {(Object.keys(markWords) as Mark[]).map((mark) => (
          <span key={mark} className={`process-mark process-mark-${mark}`}>
            {markWords[mark].shape} {markWords[mark].word}
          </span>
        ))}
        <Button type="text" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看表格'}
        </Button>
      </figcaption>
      {asTable ? (
        <Nodes names={names} marks={marks} />
      ) : (
        <Suspense fallback={<Skeleton lines={8} />}>
          <Drawing xml={xml} marks={marks} otherwise={<Nodes names={names} marks={marks} />} />
        </Suspense>
      )}
    </figure>
  );
}

const Nodes = ({ names, marks }: Pick<ProcessDrawingProps, 'names' | 'marks'>) => (
  <DataTable
    label="环节"
    tight
    rows={[...names]}
    rowId={([id]) => id}
    columns={[
      { key: 'name', title: '环节', text: ([, name]) => name },
      { key: 'mark', title: '进展', width: 120, text: ([id]) => (marks.has(id) ? `${markWords[marks.get(id)!].shape} ${markWords[marks.get(id)!].word}` : '未到') },
    ]}
  />
);
