import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { CodeTables, CompiledForm, RawAnswers } from '../../../../engines/forms/contract.ts';
import { downloadAddress } from '../../../../web/browser/call.ts';
import { Attachments } from '../../../../web/staff-kit/detail/Attachments.tsx';
import { DetailPage, type DetailTab } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { Timeline } from '../../../../web/staff-kit/detail/Timeline.tsx';
import { FormRecord } from '../../../../web/staff-kit/forms/FormRecord.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { caseEndpoints, caseTypeLabels, type CaseDetail } from '../contract.ts';
import { ClockDays } from './ClockDays.tsx';
import { SpecialActions } from './SpecialActions.tsx';
import { WorkPanel } from './WorkPanel.tsx';
import { CaseClock, CaseStatusTag } from './words.tsx';

const tabs: readonly DetailTab<CaseDetail>[] = [
  { key: 'form', title: '申请内容', content: (detail) => <Application detail={detail} /> },
  { key: 'way', title: '办理过程', content: (detail) => <Way detail={detail} /> },
  { key: 'clock', title: '时限', content: (detail) => <Clock detail={detail} /> },
  { key: 'letters', title: '文书与结果', content: (detail) => <Results detail={detail} /> },
];

/** One case: what is asked, what was handed in, where it stands, why it is due when it is, and what I may do. */
export function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={caseEndpoints.get}
      input={{ id }}
      title={(detail) => detail.itemName}
      renderStatus={(detail) => <CaseStatusTag {...detail} />}
      renderSubtitle={(detail) => (
        <>
          <span className="figures">{detail.number}</span>　{detail.applicant}　<CaseClock clock={detail.clock} />
        </>
      )}
      renderActions={(detail) => (
        <>
          <SpecialActions detail={detail} />
          <Button href={downloadAddress(caseEndpoints.sheet, { id })} target="_blank">
            打印登记单
          </Button>
        </>
      )}
      tabs={tabs}
    >
      {(detail) => <WorkPanel key={detail.mine?.taskId ?? 'none'} detail={detail} />}
    </DetailPage>
  );
}

function Application({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <Section title="办件信息">
        <Fields
          of={[
            { label: '申请人', value: detail.applicant },
            { label: '受理单位', value: `${detail.unitName}（${detail.divisionName}）` },
            { label: '办件类型', value: caseTypeLabels[detail.caseType] },
            { label: '实施编码', value: detail.taskCode },
            { label: '申请时间', value: <When at={detail.submittedAt} /> },
            { label: '受理时间', value: detail.acceptedAt && <When at={detail.acceptedAt} /> },
          ]}
        />
      </Section>
      <Section title="材料">
        <Materials detail={detail} />
      </Section>
      <FormRecord form={detail.form as CompiledForm} data={detail.data as RawAnswers} codes={detail.codes as CodeTables} provenance={detail.provenance as never} step={detail.mine?.step ?? null} asRecorded />
    </>
  );
}

function Materials({ detail }: { detail: CaseDetail }) {
  const files = detail.materials.flatMap((material) =>
    material.fileId
      ? [
          {
            id: material.id,
            name: material.fileName ?? material.name,
            type: material.fileType ?? '',
            size: material.fileSize ?? 0,
            address: downloadAddress(caseEndpoints.material, { id: detail.id, materialId: material.id }),
            note: `${material.name}${material.round > 1 ? '（补正）' : ''}`,
          },
        ]
      : [],
  );
  const others = detail.materials.filter((material) => material.fileId === null);
  return (
    <>
      <Attachments files={files} />
      {others.length > 0 && (
        <ul className="file-list">
          {others.map((material) => (
            <li key={material.id}>
              <span className="file-name">{material.name}</span>
              <span className="soft">{material.source === 'wallet' ? '使用电子证照' : (material.note ?? '免交')}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Way({ detail }: { detail: CaseDetail }) {
  const open = detail.tasks.filter((task) => task.status === 'open');
  return (
    <Section title="办理过程">
      <Timeline
        steps={[
          ...detail.events.map((event) => ({ key: event.id, title: event.title, at: event.at, who: [event.unitName, event.actorName].filter(Boolean).join(' '), content: event.opinion })),
          ...open.map((task) => ({ key: task.id, title: task.title, at: null, who: task.assigneeName ?? '待领取' })),
        ]}
        {...(open[0] ? { current: open[0].id } : {})}
      />
    </Section>
  );
}

function Clock({ detail }: { detail: CaseDetail }) {
  if (!detail.clockExplained) return <Section title="时限"><p className="soft">受理后开始计时。</p></Section>;
  return (
    <Section title="为什么是这一天到期">
      {detail.clockExplained.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ClockDays days={detail.clockExplained.days} />
    </Section>
  );
}

function Results({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <Section title="文书">
        <Attachments
          files={detail.letters.map((letter) => ({ id: letter.id, name: `${letter.title}.pdf`, type: 'application/pdf', size: letter.size, address: downloadAddress(caseEndpoints.letter, { id: detail.id, letterId: letter.id }), note: letter.number }))}
        />
      </Section>
      <Section title="结果证照">{detail.licenceId ? <PageLink to={`/licences/${detail.licenceId}`}>查看电子证照</PageLink> : <p className="soft">尚未制发</p>}</Section>
    </>
  );
}
