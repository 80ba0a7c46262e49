import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { sourceLabels, subjectEndpoints, type OrganisationDetail, type PersonDetail, type Revealed } from '../contract.ts';
import { inBusiness } from './in-business.ts';
import { useForAMinute } from './useForAMinute.ts';

/** One person or organisation; a person's telling parts are covered until somebody states why. */
export function SubjectDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [whole, show] = useForAMinute<Revealed>();
  const mayReveal = useMay()('subjects.reveal');
  return (
    <DetailPage
      endpoint={subjectEndpoints.get}
      input={{ id }}
      title={(subject) => (subject.kind === 'person' ? (whole?.name ?? subject.name) : subject.name)}
      renderStatus={(subject) =>
        subject.kind === 'person' ? (
          <StatusTag tone={subject.verifiedAt === null ? 'neutral' : 'good'}>{subject.verifiedAt === null ? '未实名' : '已实名'}</StatusTag>
        ) : (
          <StatusTag tone={subject.status === inBusiness ? 'good' : 'neutral'}>{subject.statusName}</StatusTag>
        )
      }
      renderActions={(subject) => mayReveal && (subject.kind === 'person' || subject.legalRepresentative !== null) && <Reveal id={id} shown={whole !== null} show={show} />}
    >
      {(subject) => (subject.kind === 'person' ? <Person person={subject} whole={whole} /> : <Organisation organisation={subject} whole={whole} />)}
    </DetailPage>
  );
}

function Reveal({ id, shown, show }: { id: string; shown: boolean; show: (whole: Revealed | null) => void }) {
  const [asking, setAsking] = useState(false);
  const reveal = useAction(subjectEndpoints.reveal, { showsFailure: true });
  if (shown) return <Button onClick={() => show(null)}>隐藏完整信息</Button>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>查看完整信息</Button>
      <ReasonDialog open={asking} title="查看完整信息" confirm="查看" onConfirm={async (reason) => show(await reveal.mutateAsync({ id, reason }))} onClose={() => setAsking(false)}>
        <p>本次查看会记入审计，当事人可以看到“谁看过我的数据”。一分钟后自动隐藏。</p>
      </ReasonDialog>
    </>
  );
}

function Person({ person, whole }: { person: PersonDetail; whole: Revealed | null }) {
  return (
    <>
      <Section title="基本信息">
        <Fields
          of={[
            { label: '姓名', value: whole?.name ?? person.name },
            { label: '性别', value: person.genderName },
            { label: person.documentTypeName, value: <span className="figures">{whole?.number ?? person.number}</span> },
            { label: '出生日期', value: whole?.birthDate ?? person.birthDate },
            { label: '手机号', value: <span className="figures">{whole?.phone ?? person.phone ?? '—'}</span> },
            { label: '民族', value: person.ethnicityName },
            { label: '住址', value: whole?.address ?? person.address, wide: true },
            { label: '实名认证', value: <When at={person.verifiedAt} /> },
            { label: '最初来源', value: sourceLabels[person.source] },
            { label: '最近变更', value: <When at={person.changedAt} /> },
          ]}
        />
      </Section>
      <Section title="担任法定代表人或经营者的单位">
        {person.organisations.length === 0 ? (
          <p className="soft">没有</p>
        ) : (
          <DataTable
            label="担任法定代表人或经营者的单位"
            tight
            rows={person.organisations}
            rowId={({ id }) => id}
            rowLink={({ id }) => `/subjects/${id}`}
            columns={[
              { key: 'name', title: '名称' },
              { key: 'number', title: '统一社会信用代码', width: 200 },
            ]}
          />
        )}
      </Section>
    </>
  );
}

const Organisation = ({ organisation, whole }: { organisation: OrganisationDetail; whole: Revealed | null }) => (
  <Section title="登记信息">
    <Fields
      of={[
        { label: '名称', value: organisation.name },
        { label: '统一社会信用代码', value: <span className="figures">{organisation.uscc}</span> },
        { label: '类型', value: organisation.entityTypeName },
        { label: '行业', value: organisation.industryName },
        { label: '法定代表人（经营者）', value: whole ? `${whole.name} ${whole.number}` : organisation.legalRepresentative },
        { label: '成立日期', value: <When at={organisation.registeredOn} /> },
        { label: '注册资本', value: organisation.registeredCapital && `${organisation.registeredCapital} 万元` },
        { label: '联系电话', value: organisation.phone },
        { label: '所在区划', value: organisation.divisionName },
        { label: '住所', value: organisation.address },
        { label: '经营范围', value: organisation.businessScope, wide: true },
        { label: '最近变更', value: <When at={organisation.changedAt} /> },
      ]}
    />
  </Section>
);
