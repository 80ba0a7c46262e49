import type { ReactNode } from 'react';
import { intakeEndpoints } from '../../../modules/public-service/intake/contract.ts';
import { EmptyState } from '../../portal-kit/pieces.tsx';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { DraftList } from '../DraftList.tsx';
import { MyFrame } from './MyFrame.tsx';

/** Applications begun and not sent. */
export default function MyDrafts(): ReactNode {
  return <MyFrame title="我的草稿" at="/my/drafts" lead="填写的内容会自动保存，可换一台设备接着填。"><Drafts /></MyFrame>;
}

function Drafts(): ReactNode {
  const drafts = useLoad(intakeEndpoints.drafts, {});
  return (
    <Loading of={drafts}>
      {({ rows }) => rows.length > 0 ? <DraftList rows={rows} onGone={drafts.reload} /> : <EmptyState title="没有草稿"><p><a href="/search">查找要办的事</a></p></EmptyState>}
    </Loading>
  );
}
