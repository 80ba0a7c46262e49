import { useState, type ReactNode } from 'react';
import { caseEndpoints, caseStatusLabels } from '../../../modules/public-service/cases/contract.ts';
import type { OutputOf } from '../../../kernel/endpoint.ts';
import { call } from '../../browser/call.ts';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { TextField } from '../../portal-kit/fields/TextField.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { Tag } from '../../portal-kit/pieces.tsx';
import { useAct } from '../../portal-kit/useAct.ts';
import { statusTones } from '../case-words.ts';
import { When } from '../When.tsx';

/** How a case stands, for who has its number and knows the end of the applicant's identity number. */
export default function ProgressQuery(): ReactNode {
  const [number, setNumber] = useState('');
  const [idTail, setIdTail] = useState('');
  const [found, setFound] = useState<OutputOf<typeof caseEndpoints.progress> | null>(null);
  const ask = useAct(async () => {
    setFound(null);
    setFound(await call(caseEndpoints.progress, { number: number.trim(), idTail: idTail.trim().toUpperCase() }));
  });
  const check = () => [
    ...(number.trim().length >= 6 ? [] : [{ field: 'number', message: '请填写办件编号，在受理通知或短信中可以找到' }]),
    ...(/^[\dA-Z]{4}$/i.test(idTail.trim()) ? [] : [{ field: 'idTail', message: '请填写证件号码的最后 4 位' }]),
  ];
  return (
    <Page title="办件进度查询" narrow trail={[]} lead="不用登录。只显示办理环节，不显示个人信息。">
      <ReadyForm check={check} send="查询" busy={ask.busy} error={ask.error} onSend={() => void ask.run()}>
        {(problemOf) => (
          <>
            <TextField id="number" label="办件编号" autoComplete="off" value={number} onChange={setNumber} problem={problemOf('number')} />
            <TextField id="idTail" label="证件号码后四位" help="申请人的身份证号码，或单位的统一社会信用代码" autoComplete="off" short value={idTail} onChange={setIdTail} problem={problemOf('idTail')} />
          </>
        )}
      </ReadyForm>
      <output className="after-notice">
        {found && (
          <section className="card stack">
            <h2>{found.itemName} <Tag tone={statusTones[found.status]}>{caseStatusLabels[found.status]}</Tag></h2>
            <p>{found.text}</p>
            <p className="quiet">{found.number}　{found.unitName}　<When at={found.submittedAt} /> 提交</p>
          </section>
        )}
      </output>
    </Page>
  );
}
