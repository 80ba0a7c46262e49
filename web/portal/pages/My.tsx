import type { ReactNode } from 'react';
import { intakeEndpoints } from '../../../modules/public-service/intake/contract.ts';
import { caseEndpoints } from '../../../modules/public-service/cases/contract.ts';
import { EmptyState } from '../../portal-kit/pieces.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { CaseList } from '../CaseList.tsx';
import { useVisit } from '../visit.tsx';
import { DraftList } from '../DraftList.tsx';
import { MyFrame } from './MyFrame.tsx';

/** The personal centre: what is under way and what is asked of me. */
export default function My(): ReactNode {
  const { session } = useVisit();
  return (
    <MyFrame title={session?.kind === 'person' && session.name ? `${session.name}，您好` : '办事中心'} at="/my">
      {session && !session.verified && (
        <Notice kind="warning" title="还没有实名认证">
          <p>完成实名认证后，才能申请事项、使用证照库中的证照。</p>
          <p><a className="button" href="/my/account#identity">去认证</a></p>
        </Notice>
      )}
      <Overview />
    </MyFrame>
  );
}

function Overview(): ReactNode {
  const cases = useLoad(caseEndpoints.mine, { size: 5, open: true });
  const drafts = useLoad(intakeEndpoints.drafts, {});
  return (
    <div className="stack-wide">
      <section>
        <h2>正在办理</h2>
        <Loading of={cases}>
          {({ rows }) => rows.length > 0 ? <CaseList rows={rows} /> : <EmptyState title="没有正在办理的事项"><p><a href="/search">查找要办的事</a></p></EmptyState>}
        </Loading>
      </section>
      <Loading of={drafts} lines={2}>
        {({ rows }) => rows.length > 0 && <section><h2>没填完的申请</h2><DraftList rows={rows.slice(0, 3)} onGone={drafts.reload} /></section>}
      </Loading>
    </div>
  );
}
