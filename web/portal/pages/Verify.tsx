import { useState, type ReactNode } from 'react';
import { licenceEndpoints, type Verified } from '../../../modules/records/licences/contract.ts';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { TextField } from '../../portal-kit/fields/TextField.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { SummaryList } from '../../portal-kit/pieces.tsx';
import { navigate } from '../../portal-kit/router.ts';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { day, fullMoment } from '../words.ts';

/** Whether a licence is genuine and valid today; the QR code on a licence leads here with its identifier. */
export default function Verify({ params }: PageProps): ReactNode {
  const identifier = params['identifier'] ?? '';
  const [typed, setTyped] = useState(identifier);
  const answer = useLoad(licenceEndpoints.verify, identifier ? { identifier } : null);
  const check = () => (typed.trim() ? [] : [{ field: 'identifier', message: '请填写证照标识或编号' }]);
  return (
    <Page title="电子证照核验" narrow trail={[]} lead="扫描证照上的二维码会直接打开核验结果，也可在下面输入。">
      <ReadyForm check={check} send="核验" onSend={() => navigate(`/verify/${encodeURIComponent(typed.trim())}`)}>
        {(problemOf) => <TextField id="identifier" label="证照标识或编号" help="印在二维码下方" autoComplete="off" value={typed} onChange={setTyped} problem={problemOf('identifier')} />}
      </ReadyForm>
      {identifier && <section className="after-notice" aria-live="polite"><Loading of={answer} lines={5}>{(found) => <Result found={found} />}</Loading></section>}
    </Page>
  );
}

function Result({ found }: { readonly found: Verified }): ReactNode {
  if (!found.found) {
    return (
      <Notice kind="urgent" title="没有查到这张证照">
        <p>请核对编号。若编号无误，这张证照可能不是由本市签发的，请谨慎采信。</p>
      </Notice>
    );
  }
  const good = found.status === 'valid' && found.sealValid !== false;
  return (
    <>
      <Notice kind={good ? 'good' : 'urgent'} title={good ? '证照真实，现行有效' : found.sealValid === false ? '印章验证未通过，请勿采信' : `证照由本市签发，但${found.statusLabel ?? '现已失效'}`}>
        <p>核验时间 {fullMoment(found.checkedAt)}</p>
      </Notice>
      <div className="after-notice">
        <SummaryList
          rows={[
            { label: '证照名称', value: found.name },
            { label: '编号', value: <span className="figures">{found.number}</span> },
            { label: '持证人', value: found.holder },
            { label: '发证机关', value: found.issuer },
            { label: '发证日期', value: found.issuedOn && day(found.issuedOn) },
            { label: '有效期至', value: found.validTo ? day(found.validTo) : '长期' },
            { label: '状态', value: found.statusLabel },
          ]}
        />
      </div>
    </>
  );
}
