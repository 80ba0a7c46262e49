import type { ReactNode } from 'react';
import { caseEndpoints } from '../../../modules/public-service/cases/contract.ts';
import { EmptyState, Pager } from '../../portal-kit/pieces.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { CaseList } from '../CaseList.tsx';
import { MyFrame } from './MyFrame.tsx';

/** All my cases, the latest first. */
export default function MyCases({ query }: PageProps): ReactNode {
  return <MyFrame title="我的办件" at="/my/cases"><Cases after={query.get('after')} /></MyFrame>;
}

function Cases({ after }: { readonly after: string | null }): ReactNode {
  const cases = useLoad(caseEndpoints.mine, { size: 10, ...(after ? { after } : {}) });
  return (
    <Loading of={cases}>
      {({ rows, next, total, more }) => rows.length > 0 ? (
        <>
          <CaseList rows={rows} />
          <Pager total={total} more={more} previous={after ? '/my/cases' : null} next={next ? `/my/cases?after=${encodeURIComponent(next)}` : null} />
        </>
      ) : <EmptyState title="还没有办件"><p><a href="/search">查找要办的事</a></p></EmptyState>}
    </Loading>
  );
}
