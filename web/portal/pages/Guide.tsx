import type { ReactNode } from 'react';
import { basisLabels, serviceItemEndpoints, type Basis, type Guide } from '../../../modules/public-service/service-items/contract.ts';
import { Button, Link } from '../../portal-kit/Button.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { Tag } from '../../portal-kit/pieces.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { day } from '../words.ts';

/** How to get one thing done, in the order people ask: can I, what do I need, how long, how much, where; and the way to apply. */
export default function GuidePage({ params }: PageProps): ReactNode {
  const id = params['id'] ?? '';
  const guide = useLoad(serviceItemEndpoints.guide, { id });
  return (
    <Page title={guide.data?.name ?? '办事指南'} trail={[{ title: '事项', to: '/search' }]} lead={guide.data && `${guide.data.divisionName} · ${guide.data.bureauName}`}>
      <Loading of={guide} lines={12}>
        {(found) => (
          <div className="guide">
            <div><Answers guide={found} /></div>
            <aside aria-label="办理"><Summary guide={found} /></aside>
          </div>
        )}
      </Loading>
    </Page>
  );
}

const Summary = ({ guide }: { readonly guide: Guide }): ReactNode => (
  <div className="card">
    <dl className="facts">
      <dt>办理时限</dt>
      <dd>{guide.promised}</dd>
      <dt>费用</dt>
      <dd>{guide.fee}</dd>
      {guide.result && <><dt>办成后得到</dt><dd>{guide.result}</dd></>}
    </dl>
    {guide.online ? <Link to={`/items/${encodeURIComponent(guide.id)}/start`} kind="primary">在线办理</Link> : <p>{guide.offlineAdvice ?? '此事项暂不能在网上申请，请到窗口办理。'}</p>}
    <p><Button kind="text" onClick={() => window.print()}>打印这份指南</Button></p>
  </div>
);

const Answers = ({ guide }: { readonly guide: Guide }): ReactNode => (
  <>
    {guide.basis === 'generic' && <Notice kind="warning" title="本指南由通用模板生成"><p>具体条件和材料以办理单位告知的为准。</p></Notice>}
    {guide.members.length > 0 && (
      <Part title="一次办好这些事">
        <ul className="bullets">{guide.members.map(({ id, name, bureauName }) => <li key={id}><a href={`/items/${encodeURIComponent(id)}`}>{name}</a> <small>{bureauName}</small></li>)}</ul>
      </Part>
    )}
    <Part title="我能办吗">
      <Bullets texts={guide.conditions} />
      {guide.notNeeded.length > 0 && (
        <Notice kind="info" title="以下情形不用办"><Bullets texts={guide.notNeeded} /></Notice>
      )}
    </Part>
    <Part title="要准备什么"><Materials materials={guide.materials} situations={guide.situations} /></Part>
    <Part title="要多长时间">
      <p><strong>承诺 {guide.promised}</strong>{guide.statutory && `，法定 ${guide.statutory}`}。</p>
      {guide.pauses.length > 0 && <><p>下列时间不计入办理时限：</p><Bullets texts={guide.pauses} /></>}
    </Part>
    <Part title="要交多少钱"><p>{guide.fee}</p></Part>
    {guide.bundles.length > 0 && (
      <Notice kind="info" title="也可以连同相关的事一次办好">
        <ul className="bullets">{guide.bundles.map(({ id, name }) => <li key={id}><a href={`/items/${encodeURIComponent(id)}`}>{name}</a></li>)}</ul>
      </Notice>
    )}
    {guide.places.length > 0 && (
      <Part title="在哪里办">
        {guide.online && <p>可在本网站全程办理，也可到以下窗口：</p>}
        <ul className="list">
          {guide.places.map((place) => (
            <li key={place.name + place.address}>
              <strong>{place.name}</strong>
              <p>{place.address}</p>
              <p className="about"><span>{place.hours}</span><a href={`tel:${place.phone}`}>{place.phone}</a></p>
            </li>
          ))}
        </ul>
      </Part>
    )}
    {guide.steps.length > 0 && (
      <Part title="怎么办"><ol className="numbers">{guide.steps.map((step) => <li key={step.title}><strong>{step.title}</strong>　{step.note}</li>)}</ol></Part>
    )}
    {guide.afterwards.length > 0 && (
      <Part title="办成以后"><ul className="bullets">{guide.afterwards.map(({ title, note, basis }) => <li key={title}><strong>{title}</strong>　{note} <BasisMark basis={basis} /></li>)}</ul></Part>
    )}
    {guide.rejections.length > 0 && <Part title="常见的不通过原因"><Bullets texts={guide.rejections} /></Part>}
    <Part title="依据">
      <ul className="bullets">
        {guide.legalBasis.map(({ title, note, basis }) => <li key={title}>{title}{note && `（${note}）`} <BasisMark basis={basis} /></li>)}
      </ul>
      {guide.remedies && <p>{guide.remedies}</p>}
      <p><small>事项编码 {guide.code}　更新日期 {day(guide.updatedOn)}</small></p>
    </Part>
  </>
);

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <section>
    <h2>{title}</h2>
    <div className="stack">{children}</div>
  </section>
);

const Bullets = ({ texts }: { readonly texts: readonly string[] }): ReactNode => <ul className="bullets">{texts.map((text) => <li key={text}>{text}</li>)}</ul>;

const Materials = ({ materials, situations }: Pick<Guide, 'materials' | 'situations'>): ReactNode => (
  <>
    {situations.length > 0 && (
      <details>
        <summary>在线办理时会先问 {situations.length} 个问题，只要求您的情形需要的材料</summary>
        <ul className="bullets">{situations.map(({ question, options }) => <li key={question}>{question}<br /><span className="quiet">{options.join(' / ')}</span></li>)}</ul>
      </details>
    )}
    <ul className="materials">
      {materials.map(({ name, need, when, why, note, waived, fromWallet }) => (
        <li key={name}>
          <span className="name">{name}</span>
          {fromWallet && <Tag tone="green">证照库有则免交</Tag>}
          {need === 'sometimes' && <p className="quiet">按情形：{when ?? '见在线提示'}</p>}
          {why && <p className="quiet">{why}</p>}
          {note && <p className="quiet">{note}</p>}
          {waived && <p className="quiet">可以不交：{waived}</p>}
        </li>
      ))}
    </ul>
  </>
);

/** Marks what was not read in a published source. */
const BasisMark = ({ basis }: { readonly basis: Basis }): ReactNode => basis !== 'source' && <Tag tone="amber">{basisLabels[basis]}</Tag>;
