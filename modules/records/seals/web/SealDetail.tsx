import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type CSSProperties } from 'react';
import type { Endpoint } from '../../../../kernel/endpoint.ts';
import { downloadAddress } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { Timeline } from '../../../../web/staff-kit/detail/Timeline.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { whenText } from '../../../../web/staff-kit/words/When.tsx';
import { sealEndpoints, sealKindLabels, sealShapeLabels, sealStatusLabels, type SealDetail as Seal, type SealStatus } from '../contract.ts';
import { LatestUses } from './LatestUses.tsx';
import { SealStatusTag } from './words.tsx';

/** One seal: its picture, its certificate, what was decided about it and what it was used for. */
export function SealDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={sealEndpoints.get}
      input={{ id }}
      title={(seal) => seal.name}
      renderStatus={(seal) => <SealStatusTag {...seal} />}
      renderSubtitle={(seal) => `${seal.unitName}，${sealKindLabels[seal.kind]}`}
      renderActions={(seal) => <Actions seal={seal} />}
    >
      {(seal) => (
        <>
          <Section title="印章">
            <div style={besidePicture}>
              <div style={{ flex: '1 1 260px' }}>
                <Fields
                  columns={1}
                  of={[
                    { label: '单位', value: seal.unitName },
                    { label: '区划', value: seal.divisionName },
                    { label: '用途', value: seal.purpose },
                    { label: '形状尺寸', value: `${sealShapeLabels[seal.shape]}，${seal.sizeMm} 毫米` },
                    { label: '备案编码', value: seal.code && <span className="figures">{seal.code}</span> },
                    { label: '申请人', value: seal.requestedBy },
                    { label: '状态说明', value: seal.statusReason },
                  ]}
                />
              </div>
              <img src={downloadAddress(sealEndpoints.picture, { id: seal.id })} alt={`“${seal.name}”的印模`} width={168} style={{ opacity: seal.status === 'inForce' ? 1 : 0.45 }} />
            </div>
          </Section>
          {seal.certificate && (
            <Section title="签名证书">
              <Fields
                columns={1}
                of={[
                  { label: '持有者', value: seal.certificate.subject },
                  { label: '签发者', value: seal.certificate.issuer },
                  { label: '序列号', value: <span className="figures">{seal.certificate.serial}</span> },
                  { label: '有效期', value: `${whenText(seal.certificate.validFrom)} 至 ${whenText(seal.certificate.validTo)}` },
                  { label: '算法', value: 'SM2 签名，SM3 摘要；私钥加密存放，不能导出' },
                ]}
              />
            </Section>
          )}
          <Section title="经过">
            <Timeline steps={seal.changes.map((change, at) => ({ key: String(at), title: titles[change.status], at: change.at, who: change.actorName, tone: change.status === 'inForce' ? 'good' : 'neutral', content: change.reason }))} />
          </Section>
          <LatestUses sealId={seal.id} />
        </>
      )}
    </DetailPage>
  );
}

/** The picture stands to the right, or above where there is no room. */
const besidePicture: CSSProperties = { display: 'flex', flexWrap: 'wrap-reverse', alignItems: 'flex-start', gap: 24 };

const titles: Readonly<Record<SealStatus, string>> = { draft: '提出申请', declined: '未批准', inForce: '批准使用', suspended: '停用', destroyed: '销毁' };

interface Decision {
  readonly endpoint: typeof sealEndpoints.approve;
  readonly verb: string;
  readonly from: readonly SealStatus[];
  readonly losses?: readonly string[];
  readonly danger?: boolean;
  readonly primary?: boolean;
}

const decisions: readonly Decision[] = [
  { endpoint: sealEndpoints.approve, verb: '批准', from: ['draft'], primary: true },
  { endpoint: sealEndpoints.decline, verb: '不批准', from: ['draft'] },
  { endpoint: sealEndpoints.suspend, verb: '停用', from: ['inForce'], losses: ['不能再用它签发证照和文书，直到恢复使用', '已经盖过的文件仍然有效'] },
  { endpoint: sealEndpoints.resume, verb: '恢复使用', from: ['suspended'], primary: true },
  { endpoint: sealEndpoints.destroy, verb: '销毁', from: ['inForce', 'suspended'], danger: true, losses: ['私钥立即销毁，不能恢复', '不能再用它签发证照和文书', '已经盖过的文件仍然有效'] },
];

function Actions({ seal }: { seal: Seal }) {
  const go = useGo();
  const may = useMay();
  const [chosen, setChosen] = useState<Decision | null>(null);
  const open = may('seals.manage') ? decisions.filter(({ from }) => from.includes(seal.status)) : [];
  return (
    <>
      {may('seals.use') && seal.status === 'inForce' && !seal.expired && <Button onClick={() => go(`/seals/${seal.id}/apply`)}>人工用印</Button>}
      {open.map((decision) => (
        <Button key={decision.verb} danger={decision.danger ?? false} type={decision.primary ? 'primary' : 'default'} onClick={() => setChosen(decision)}>
          {decision.verb}
        </Button>
      ))}
      {chosen && <Decide key={chosen.verb} seal={seal} decision={chosen} close={() => setChosen(null)} />}
    </>
  );
}

const stale: readonly Endpoint[] = [sealEndpoints.get, sealEndpoints.list];

function Decide({ seal, decision, close }: { seal: Seal; decision: Decision; close: () => void }) {
  const act = useAction(decision.endpoint, { invalidates: stale, success: ({ status }) => `印章现为“${sealStatusLabels[status]}”`, showsFailure: true });
  return (
    <ReasonDialog
      open
      title={`${decision.verb}“${seal.name}”`}
      confirm={decision.verb}
      danger={decision.danger ?? false}
      losses={decision.losses ?? []}
      onConfirm={(reason) => act.mutateAsync({ id: seal.id, reason })}
      onClose={close}
    />
  );
}
