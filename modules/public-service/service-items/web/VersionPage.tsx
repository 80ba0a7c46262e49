import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage, type DetailTab } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import type { CodeTables } from '../../../../engines/forms/contract.ts';
import { serviceItemEndpoints, type PublishedItem, type VersionDetail } from '../contract.ts';
import { Changes } from './version/Changes.tsx';
import { DecisionTables } from './version/DecisionTables.tsx';
import { FormTrial } from './version/FormTrial.tsx';
import { Letters } from './version/Letters.tsx';
import { Materials } from './version/Materials.tsx';
import { Overview } from './version/Overview.tsx';
import { ProcessPicture } from './version/ProcessPicture.tsx';
import { VersionTag } from './words.tsx';

const itemOf = ({ item }: VersionDetail): PublishedItem => item as PublishedItem;

const tabs: readonly DetailTab<VersionDetail>[] = [
  { key: 'overview', title: '概况', content: (version) => <Overview version={version} item={itemOf(version)} /> },
  { key: 'form', title: '表单', content: (version) => <FormTrial key={version.id} versionId={version.id} item={itemOf(version)} codes={version.codes as CodeTables} /> },
  { key: 'materials', title: '材料', content: (version) => <Materials item={itemOf(version)} /> },
  { key: 'process', title: '流程', content: (version) => <ProcessPicture xml={version.processXml} item={itemOf(version)} /> },
  { key: 'rules', title: '规则', content: (version) => <DecisionTables model={itemOf(version).decisions} /> },
  { key: 'letters', title: '文书', content: (version) => <Letters item={itemOf(version)} /> },
  { key: 'changes', title: '变更', content: (version) => <Changes version={version} /> },
];

/** One version of an item, looked over part by part; put into use and out of use. */
export function VersionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={serviceItemEndpoints.version}
      input={{ id }}
      title={(version) => `${version.itemName} 第 ${version.version} 版`}
      renderStatus={(version) => <VersionTag status={version.status} />}
      renderSubtitle={(version) => <PageLink to={`/service-items/${version.itemId}`}>返回事项 {version.itemId}</PageLink>}
      renderActions={(version) => <Actions version={version} />}
      tabs={tabs}
    />
  );
}

function Actions({ version }: { version: VersionDetail }) {
  const mayManage = useMay()('service-items.manage');
  const [asking, setAsking] = useState(false);
  const invalidates = [serviceItemEndpoints.version, serviceItemEndpoints.get, serviceItemEndpoints.list];
  const publish = useAction(serviceItemEndpoints.publish, { invalidates, success: '已启用', showsFailure: true });
  const withdraw = useAction(serviceItemEndpoints.withdraw, { invalidates, success: '已停用', showsFailure: true });
  if (!mayManage) return null;
  const inUse = version.status === 'published';
  const act = inUse ? withdraw : publish;
  return (
    <>
      <Button type={inUse ? 'default' : 'primary'} danger={inUse} onClick={() => setAsking(true)}>
        {inUse ? '停用这一版' : '启用这一版'}
      </Button>
      <ReasonDialog
        open={asking}
        title={`${inUse ? '停用' : '启用'}“${version.itemName}”第 ${version.version} 版`}
        losses={inUse ? ['群众不能再在线申请这个事项，指南仍然可以看', '已经收到的办件按原版本继续办理'] : ['新的申请用这一版，在用的其他版本随即停用', '已经收到的办件按原版本继续办理']}
        confirm={inUse ? '停用' : '启用'}
        danger={inUse}
        onConfirm={(reason) => act.mutateAsync({ id: version.id, reason })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
