import type { ReactNode } from 'react';
import { licenceEndpoints, type Standing, type WalletLicence } from '../../../modules/records/licences/contract.ts';
import { downloadAddress } from '../../browser/call.ts';
import { Link } from '../../portal-kit/Button.tsx';
import { EmptyState, SummaryList, Tag, type Tone } from '../../portal-kit/pieces.tsx';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { day } from '../words.ts';
import { MyFrame } from './MyFrame.tsx';

/** My licences: to show, to download, and to hand in by themselves when I apply for something. */
export default function MyLicences(): ReactNode {
  return <MyFrame title="我的证照" at="/my/licences" lead="申请事项时，这里的证照会自动作为材料，不用再交复印件。"><Wallet /></MyFrame>;
}

function Wallet(): ReactNode {
  const wallet = useLoad(licenceEndpoints.wallet, {});
  return (
    <Loading of={wallet}>
      {({ rows }) => rows.length > 0 ? <div className="stack-wide">{rows.map((row) => <Licence key={row.id} row={row} />)}</div> : (
        <EmptyState title="证照库里还没有您的证照"><p>办成的证照会自动出现在这里。已有纸质证照没有显示的，可咨询发证单位。</p></EmptyState>
      )}
    </Loading>
  );
}

const tones: Readonly<Record<Standing, Tone>> = { valid: 'green', notYet: 'blue', suspended: 'amber', revoked: 'red', forfeited: 'red', cancelled: 'grey', expired: 'grey', replaced: 'grey' };

const Licence = ({ row }: { readonly row: WalletLicence }): ReactNode => (
  <section className="card">
    <h2>{row.name} <Tag tone={tones[row.status]}>{row.statusLabel}</Tag></h2>
    <SummaryList
      rows={[
        { label: '持证人', value: row.holder },
        { label: '编号', value: <span className="figures">{row.number}</span> },
        { label: '发证机关', value: row.issuer },
        { label: '有效期', value: `${day(row.issuedOn)} 至 ${row.validTo ? day(row.validTo) : '长期'}` },
      ]}
    />
    <div className="actions">
      {row.variants.map((variant) => (
        <Link key={variant} kind="plain" download to={downloadAddress(licenceEndpoints.walletFile, { id: row.id, variant })} label={`下载${variant}：${row.name}`}>下载{variant}</Link>
      ))}
    </div>
  </section>
);
