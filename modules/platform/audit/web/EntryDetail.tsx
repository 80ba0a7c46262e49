import { useParams } from '@tanstack/react-router';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { chinaDate } from '../../../../kernel/dates.ts';
import { auditEndpoints, type AuditDetail } from '../contract.ts';
import { actorText, exactTime } from './words.ts';

/** One entry of the audit trail, with ways to what belongs together. */
export function EntryDetail() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage endpoint={auditEndpoints.get} input={{ id }} title={(entry) => entry.actionTitle} renderSubtitle={(entry) => exactTime(entry.at)}>
      {(entry) => (
        <>
          <Section title="谁，对什么，做了什么">
            <Fields of={fieldsOf(entry)} />
          </Section>
          {entry.detail.length > 0 && (
            <Section title="补充说明">
              <Fields columns={1} of={entry.detail.map(({ name, value }) => ({ label: name, value }))} />
            </Section>
          )}
        </>
      )}
    </DetailPage>
  );
}

const fieldsOf = (entry: AuditDetail) => {
  const day = chinaDate(new Date(entry.at));
  const around = `from=${day}&to=${day}`;
  return [
    { label: '操作者', value: actorText(entry) },
    { label: '账号', value: <PageLink to={`/audit?actor=${encodeURIComponent(entry.actorId)}`}>{entry.actorId}</PageLink> },
    { label: '单位', value: entry.unitName },
    { label: '网络地址', value: entry.address && <PageLink to={`/audit?address=${encodeURIComponent(entry.address)}`}>{entry.address}</PageLink> },
    { label: '动作', value: `${entry.actionTitle}（${entry.action}）` },
    { label: '对象', value: <PageLink to={`/audit?target=${encodeURIComponent(entry.target)}`}>{entry.target}</PageLink> },
    { label: '所涉主体', value: entry.about && <PageLink to={`/audit?about=${encodeURIComponent(entry.about)}`}>{entry.about}</PageLink> },
    { label: '依据', value: entry.basis },
    { label: '请求编号', value: <PageLink to={`/audit?requestId=${encodeURIComponent(entry.requestId)}&${around}`}>{entry.requestId}</PageLink> },
    { label: '记录编号', value: entry.id },
  ];
};
