import type { ReactNode } from 'react';
import { caseEndpoints } from '../../../modules/public-service/cases/contract.ts';
import { serviceItemEndpoints, type Themes } from '../../../modules/public-service/service-items/contract.ts';
import { Loading, useLoad, type Loaded } from '../../portal-kit/useLoad.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { Tabs } from '../../portal-kit/Tabs.tsx';
import { CaseList } from '../CaseList.tsx';
import { ItemSearch } from '../ItemSearch.tsx';
import { useSignedIn, useVisit } from '../visit.tsx';

/** The first page: search before all, then the ways in, then what concerns me. */
export default function Home(): ReactNode {
  const signedIn = useSignedIn();
  const { city } = useVisit();
  const themes = useLoad(serviceItemEndpoints.themes, {});
  return (
    <Page title="您要办什么事？" windowTitle="" look="home">
      <div className="hero">
        <ItemSearch />
        <p className="often">
          <span className="quiet">常办：</span>
          {themes.data?.popular.slice(0, 5).map(({ id, name }) => <a key={id} href={`/items/${encodeURIComponent(id)}`}>{name}</a>)}
        </p>
      </div>
      {signedIn && <MyOpenCases />}
      <section className="home-part" aria-label="按分类查找">
        <WaysIn themes={themes} />
      </section>
      <div className="halves">
        <section className="home-part">
          <h2>便民查询</h2>
          <ul className="plain-links">
            <li><a href="/progress">办件进度查询<small>凭办件编号和证件号码后四位，不用登录</small></a></li>
            <li><a href="/verify">电子证照核验<small>输入编号或扫描证照上的二维码，查验真伪</small></a></li>
            <li><a href="/my/reads">谁看过我的数据<small>每一次查看您个人信息的单位、时间和依据</small></a></li>
          </ul>
        </section>
        <section className="home-part">
          <h2>需要帮助</h2>
          <ul className="plain-links">
            <li><a href="/help">怎样在网上办事<small>从查找到领证，一步一步说明</small></a></li>
            <li><a href="/help#assisted">帮我办<small>不会上网、不便填写，可请工作人员帮办</small></a></li>
            <li><a href={`tel:${city.phone}`}>服务热线 {city.phone}<small>咨询、投诉、建议</small></a></li>
          </ul>
        </section>
      </div>
    </Page>
  );
}

function MyOpenCases(): ReactNode {
  const cases = useLoad(caseEndpoints.mine, { size: 3, open: true });
  if (cases.data?.rows.length === 0) return null;
  return (
    <section className="home-part">
      <h2>我的办件</h2>
      <Loading of={cases} lines={3}>{({ rows }) => <CaseList rows={rows} />}</Loading>
      <p><a href="/my/cases">查看全部办件</a></p>
    </section>
  );
}

const WaysIn = ({ themes }: { readonly themes: Loaded<Themes> }): ReactNode => (
  <Loading of={themes} lines={8}>
    {({ person, organisation, bureaus, bundles }) => (
      <Tabs
        label="办事分类"
        tabs={[
          { key: 'person', title: '个人办事', content: <Entries rows={person} address={(code) => `/search?audience=person&theme=${code}`} /> },
          { key: 'organisation', title: '法人办事', content: <Entries rows={organisation} address={(code) => `/search?audience=organisation&theme=${code}`} /> },
          {
            key: 'bundles',
            title: '一件事',
            content: <ul className="entries words">{bundles.map(({ id, name }) => <li key={id}><a href={`/items/${encodeURIComponent(id)}`}>{name}</a></li>)}</ul>,
          },
          { key: 'bureaus', title: '按部门', content: <Entries words rows={bureaus} address={(code) => `/search?bureauId=${encodeURIComponent(code)}`} /> },
        ]}
      />
    )}
  </Loading>
);

interface EntriesProps {
  readonly rows: readonly { readonly code: string; readonly name: string; readonly count: number }[];
  readonly address: (code: string) => string;
  /** Names too long for boxes. */
  readonly words?: boolean;
}

const Entries = ({ rows, address, words }: EntriesProps): ReactNode => (
  <ul className={words ? 'entries words' : 'entries'}>
    {rows.map(({ code, name, count }) => <li key={code}><a href={address(code)}>{name}<small>{count} 项</small></a></li>)}
  </ul>
);
