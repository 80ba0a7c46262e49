import type { ReactNode } from 'react';
import { auditEndpoints } from '../../../modules/platform/audit/contract.ts';
import { EmptyState, Pager } from '../../portal-kit/pieces.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { fullMoment } from '../words.ts';
import { MyFrame } from './MyFrame.tsx';

/** Every time somebody read my data: who, when, what for and on which basis. */
export default function MyReads({ query }: PageProps): ReactNode {
  return (
    <MyFrame title="谁看过我的数据" at="/my/reads" lead="每一次查看您个人信息的记录都在这里，任何人不能删改。对哪一次有疑问，可凭时间拨打服务热线核查。">
      <Reads after={query.get('after')} />
    </MyFrame>
  );
}

function Reads({ after }: { readonly after: string | null }): ReactNode {
  const reads = useLoad(auditEndpoints.myReads, { size: 20, ...(after ? { after } : {}) });
  return (
    <Loading of={reads}>
      {({ rows, next, total, more }) => rows.length > 0 ? (
        <>
          <ul className="list">
            {rows.map((row) => (
              <li key={row.id}>
                <p><strong>{row.unitName}</strong>　{row.officer && `${row.officer}　`}{row.action}</p>
                <p className="about">
                  <time dateTime={row.at}>{fullMoment(row.at)}</time>
                  {row.caseNumber && <span>办件 {row.caseNumber}</span>}
                  {row.basis && <span>依据：{row.basis}</span>}
                </p>
              </li>
            ))}
          </ul>
          <Pager total={total} more={more} previous={after ? '/my/reads' : null} next={next ? `/my/reads?after=${encodeURIComponent(next)}` : null} />
        </>
      ) : <EmptyState title="还没有人查看过您的数据" />}
    </Loading>
  );
}
