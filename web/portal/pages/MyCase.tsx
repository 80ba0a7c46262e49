import type { ReactNode } from 'react';
import { caseEndpoints, caseStatusLabels, conclusionLabels, type OwnCase } from '../../../modules/public-service/cases/contract.ts';
import { licenceEndpoints } from '../../../modules/records/licences/contract.ts';
import { downloadAddress } from '../../browser/call.ts';
import { Button, Link } from '../../portal-kit/Button.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { ClockText, ProcessSteps, Tag } from '../../portal-kit/pieces.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { dueDay, lightOf, statusTones, stepsOf } from '../case-words.ts';
import { When } from '../When.tsx';
import { MyFrame } from './MyFrame.tsx';
import { Withdraw } from './Withdraw.tsx';

/** One of my cases: what is asked of me, how it stands and why, its papers, and what I may do. */
export default function MyCasePage({ params }: PageProps): ReactNode {
  const found = useLoad(caseEndpoints.mineDetail, { id: params['id'] ?? '' });
  return (
    <MyFrame title={found.data?.itemName ?? '办件'} at="/my/cases" lead={found.data && `${found.data.number} · ${found.data.unitName}`}>
      <Loading of={found}>{(row) => <Case row={row} onChange={found.reload} />}</Loading>
    </MyFrame>
  );
}

const addressOf = (row: OwnCase, rest = ''): string => `/my/cases/${encodeURIComponent(row.id)}${rest}`;

const Case = ({ row, onChange }: { readonly row: OwnCase; readonly onChange: () => void }): ReactNode => (
  <div className="stack-wide">
    {row.maySupplement && row.supplement && (
      <Notice kind="urgent" title={`请在 ${dueDay(row.supplement.answerBy)}前补正`}>
        <ul className="bullets">{row.supplement.items.map(({ about, name, problem, requirement }) => <li key={about}><strong>{name}</strong>：{problem}。{requirement}</li>)}</ul>
        <p><Link to={addressOf(row, '/supplement')} kind="primary">去补正</Link></p>
      </Notice>
    )}
    {row.licenceId && (
      <Notice kind="good" title="证照已制发">
        <p><Link kind="primary" download to={downloadAddress(licenceEndpoints.walletFile, { id: row.licenceId })}>下载电子证照</Link></p>
      </Notice>
    )}
    <section className="stack">
      <h2>办理情况 <Tag tone={statusTones[row.status]}>{row.conclusion ? conclusionLabels[row.conclusion] : caseStatusLabels[row.status]}</Tag></h2>
      {row.clock && <p><ClockText level={lightOf(row.clock)}>{row.clock.text}</ClockText></p>}
      {row.clockText && (
        <details>
          <summary>这个期限是怎么算的</summary>
          <p>{row.clockText}</p>
        </details>
      )}
      {row.special && <p>正在进行特别程序，时间不计入办理时限。依据：{row.special.basis}</p>}
      <ProcessSteps steps={stepsOf(row, caseStatusLabels[row.status])} />
    </section>
    {row.letters.length > 0 && (
      <section>
        <h2>文书</h2>
        <ul className="plain-links">
          {row.letters.map(({ id, title, number, issuedAt }) => (
            <li key={id}><a href={downloadAddress(caseEndpoints.mineLetter, { id: row.id, letterId: id })} target="_blank" rel="noreferrer">{title}<small>{number}　<When at={issuedAt} /></small></a></li>
          ))}
        </ul>
      </section>
    )}
    <Given row={row} />
    <details>
      <summary>办理过程</summary>
      <ol className="list">
        {row.events.map((event) => (
          <li key={event.id}>
            <strong>{event.title}</strong>
            <p className="about"><When at={event.at} /><span>{[event.unitName, event.actorName].filter(Boolean).join('　')}</span></p>
            {event.opinion && <p>{event.opinion}</p>}
          </li>
        ))}
      </ol>
    </details>
    <div className="actions">
      {row.status === 'concluded' && <Link to={addressOf(row, '/rating')} kind="primary">评价本次办理</Link>}
      {row.mayWithdraw && <Withdraw id={row.id} onDone={onChange} />}
      <Button kind="text" onClick={() => window.print()}>打印</Button>
    </div>
  </div>
);

const sources = { upload: '上传', wallet: '证照库', form: '在线填写', waived: '免交' } as const;

/** The materials as handed in. */
const Given = ({ row }: { readonly row: OwnCase }): ReactNode => row.materials.length > 0 && (
  <details>
    <summary>已交的材料（{row.materials.length} 份）</summary>
    <ul className="files">
      {row.materials.map(({ id, name, fileId, fileName, source, note }) => (
        <li key={id}>
          <span className="name">{fileId ? <a href={downloadAddress(caseEndpoints.mineMaterial, { id: row.id, materialId: id })} target="_blank" rel="noreferrer">{name}</a> : name} <small>{fileName ?? note}</small></span>
          <Tag>{sources[source]}</Tag>
        </li>
      ))}
    </ul>
  </details>
);
