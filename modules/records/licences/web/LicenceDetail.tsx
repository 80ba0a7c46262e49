import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from 'antd';
import { call, downloadAddress } from '../../../../web/browser/call.ts';
import { DetailPage, type DetailTab } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { FileViewer, type Attachment } from '../../../../web/staff-kit/detail/FileViewer.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { Timeline } from '../../../../web/staff-kit/detail/Timeline.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Masked } from '../../../../web/staff-kit/words/Masked.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { holderKindLabels, licenceEndpoints, licenceStatusLabels, operationLabels, type LicenceDetail as Licence } from '../contract.ts';
import { LicenceActions } from './LicenceActions.tsx';
import { StandingTag } from './StandingTag.tsx';

/** One licence: face, documents, versions and everything that became of it. */
export function LicenceDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={licenceEndpoints.get}
      input={{ id }}
      title={(licence) => `${licence.typeName} ${licence.number}`}
      renderStatus={(licence) => <StandingTag standing={licence.standing} />}
      renderSubtitle={(licence) => `${licence.holderName}，${licence.issuerName}`}
      renderActions={(licence) => <LicenceActions licence={licence} />}
      tabs={tabs}
    />
  );
}

const tabs: readonly DetailTab<Licence>[] = [
  { key: 'face', title: '照面', content: (licence) => <Face licence={licence} /> },
  { key: 'documents', title: '文件', content: (licence) => <Documents licence={licence} /> },
  { key: 'history', title: '经过', content: (licence) => <History licence={licence} /> },
];

function Face({ licence }: { licence: Licence }) {
  const mayReveal = useMay()('licences.reveal');
  const reveal = async (reason: string) => call(licenceEndpoints.reveal, { id: licence.id, reason });
  const masked = (label: string, text: string, hidden: boolean, pick: (full: Awaited<ReturnType<typeof reveal>>) => string) =>
    hidden ? <Masked text={text} label={label} {...(mayReveal ? { reveal: async (reason: string) => pick(await reveal(reason)) } : {})} /> : text;
  const isPerson = licence.holderKind === 'person';
  return (
    <>
      <Section title="照面信息">
        <Fields
          of={licence.fields.map(({ key, label, value, masked: hidden }) => ({
            label,
            value: masked(label, value, hidden, (full) => full.fields.find((field) => field.key === key)?.value ?? ''),
            wide: value.length > 24,
          }))}
        />
      </Section>
      <Section title="证照信息">
        <Fields
          of={[
            { label: '持证者', value: masked('持证者', licence.holderName, isPerson, (full) => full.holderName) },
            { label: '持证者号码', value: masked('持证者号码', licence.holderNumber, isPerson, (full) => full.holderNumber) },
            { label: '持证者类别', value: holderKindLabels[licence.holderKind] },
            { label: '发证机关', value: `${licence.issuerName}（${licence.divisionName}）` },
            { label: '发证日期', value: <When at={licence.issuedOn} /> },
            { label: '有效期', value: <><When at={licence.validFrom} /> 至 {licence.validTo ? <When at={licence.validTo} /> : '长期'}</> },
            { label: '状态说明', value: licence.statusReason },
            { label: '所由办件', value: licence.caseId && <PageLink to={`/cases/${licence.caseId}`}>查看办件</PageLink> },
            { label: '电子证照标识', value: <span className="figures">{licence.identifier}</span>, wide: true },
            { label: '核验码', value: <span className="figures">{licence.verificationCode}</span> },
            { label: '类型', value: `${licence.typeCode}，第 ${licence.typeVersion} 版` },
          ]}
        />
      </Section>
    </>
  );
}

function Documents({ licence }: { licence: Licence }) {
  const files = licence.documents.map(({ variant }): Attachment => ({
    id: variant,
    name: `${licence.typeName}${licence.number}（${variant}）.pdf`,
    type: 'application/pdf',
    size: 0,
    address: downloadAddress(licenceEndpoints.file, { id: licence.id, variant }),
  }));
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Section title="签章文件">
      <DataTable
        label="签章文件"
        rows={licence.documents}
        rowId={({ variant }) => variant}
        renderRowActions={({ variant }) => <a href={downloadAddress(licenceEndpoints.file, { id: licence.id, variant, download: true })}>下载</a>}
        columns={[
          {
            key: 'variant',
            title: '文本',
            width: 120,
            render: ({ variant }) => (
              <Button type="link" style={{ padding: 0 }} onClick={() => setOpen(variant)}>
                {variant}
              </Button>
            ),
          },
          { key: 'sm3', title: '文件摘要（SM3）', render: ({ sm3 }) => <span className="figures">{sm3}</span> },
        ]}
      />
      <p className="soft">查看、下载和打印都会留痕，持证者可以看到。</p>
      <FileViewer file={files.find(({ id }) => id === open) ?? null} onClose={() => setOpen(null)} />
    </Section>
  );
}

const History = ({ licence }: { licence: Licence }) => (
  <>
    <Section title="业务经过">
      <Timeline
        steps={licence.operations.map(({ operation, status, reason, actorName, at }, index) => ({
          key: String(index),
          title: operationLabels[operation],
          at,
          who: actorName,
          tone: status === 'issued' ? 'good' : 'neutral',
          content: `${reason === operationLabels[operation] ? '' : `${reason}，`}状态为“${licenceStatusLabels[status]}”`,
        }))}
      />
    </Section>
    {(licence.prior ?? licence.next) && (
      <Section title="各版本">
        <Fields
          of={[
            { label: '换发前', value: licence.prior && <PageLink to={`/licences/${licence.prior.id}`}>第 {licence.prior.version} 版</PageLink> },
            { label: '换发后', value: licence.next && <PageLink to={`/licences/${licence.next.id}`}>第 {licence.next.version} 版</PageLink> },
          ]}
        />
      </Section>
    )}
  </>
);
