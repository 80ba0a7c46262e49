import type { ReactNode } from 'react';
import { caseStatusLabels, type CaseRow } from '../../modules/public-service/cases/contract.ts';
import { ClockText, Tag } from '../portal-kit/pieces.tsx';
import { lightOf, statusTones } from './case-words.ts';
import { When } from './When.tsx';

/** My cases as a list: what each is about, how it stands, what is asked of me. */
export const CaseList = ({ rows }: { readonly rows: readonly CaseRow[] }): ReactNode => (
  <ul className="list">
    {rows.map((row) => (
      <li key={row.id}>
        <a className="title" href={`/my/cases/${encodeURIComponent(row.id)}`}>{row.itemName}</a>
        <p className="about">
          <Tag tone={statusTones[row.status]}>{caseStatusLabels[row.status]}</Tag>
          <span className="figures">{row.number}</span>
          <span><When at={row.submittedAt} /> 提交</span>
        </p>
        {row.clock && <p><ClockText level={lightOf(row.clock)}>{row.clock.text}</ClockText></p>}
        {row.status === 'supplementing' && <p><strong>需要您补正材料，</strong>请打开查看</p>}
      </li>
    ))}
  </ul>
);
