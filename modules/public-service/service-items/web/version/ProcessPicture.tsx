import { lazy, Suspense } from 'react';
import { Section } from '../../../../../web/staff-kit/detail/Section.tsx';
import { Skeleton } from '../../../../../web/staff-kit/states/Skeleton.tsx';
import type { PublishedItem } from '../../contract.ts';
import { stepsInOrder } from '../words.tsx';
import '../items.css';

const Drawing = lazy(async () => ({ default: (await import('./Drawing.tsx')).Drawing }));

/** The process of a version as its drawing, and its steps as text. */
export const ProcessPicture = ({ xml, item }: { xml: string; item: PublishedItem }) => (
  <Section title="流程图">
    <Suspense fallback={<Skeleton lines={8} />}>
      <Drawing xml={xml} />
    </Suspense>
    <div className="item-part">
      <h3>人工环节</h3>
      <ol className="item-list item-steps">
        {stepsInOrder(item).map(([key, { title }]) => (
          <li key={key}>{title}</li>
        ))}
      </ol>
    </div>
  </Section>
);
