import type { ReactNode } from 'react';
import { caseEndpoints, type OwnCase } from '../../../modules/public-service/cases/contract.ts';
import { Button, Link } from '../../portal-kit/Button.tsx';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import type { PageProps } from '../../portal-kit/routes.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';
import { dueDay } from '../case-words.ts';

/** The application has been sent: its number, what happens next and by which date. */
export default function Submitted({ params }: PageProps): ReactNode {
  const id = params['id'] ?? '';
  const found = useLoad(caseEndpoints.mineDetail, { id });
  return (
    <Page title="申请已提交" narrow>
      <Loading of={found}>
        {(row) => (
          <div className="stack-wide">
            <Notice kind="good" title={row.itemName}>
              <p>办件编号</p>
              <p className="big-number">{row.number}</p>
              <p>凭此编号和证件号码后四位，可随时查询进度。</p>
            </Notice>
            <Next row={row} />
            <div className="actions">
              <Link to={`/my/cases/${encodeURIComponent(id)}`} kind="primary">查看办理进度</Link>
              <Button onClick={() => window.print()}>打印本页</Button>
              <Link to="/" kind="text">回到首页</Link>
            </div>
          </div>
        )}
      </Loading>
    </Page>
  );
}

/** Deciding on acceptance takes five working days at most by law; the limit of the matter itself runs from acceptance. */
const Next = ({ row }: { readonly row: OwnCase }): ReactNode => (
  <section className="stack">
    <h2>接下来</h2>
    {row.clock?.promisedDueAt && <p><strong>承诺 {dueDay(row.clock.promisedDueAt)}前办结</strong>（补正、特别程序等依法不计入的时间除外）。</p>}
    <ol className="numbers">
      {row.acceptedAt ? <li>{row.unitName}已受理，正在审查</li> : <li>{row.unitName}最迟 5 个工作日内决定是否受理；需要补正的，一次告知全部内容</li>}
      <li>需要现场核查的，工作人员会电话约定时间</li>
      <li>作出决定后，文书和电子证照在“我的办件”和“我的证照”中下载</li>
    </ol>
    <p>每一步都会发消息和短信告诉您。</p>
  </section>
);
