import { PageLink } from '../staff-kit/PageLink.tsx';
import { Section } from '../staff-kit/detail/Section.tsx';
import { useMay, useSession } from '../staff-kit/session.tsx';
import { Empty } from '../staff-kit/states/Empty.tsx';
import { menuOf, modulePages } from './pages.ts';

/** What the officer may do, area by area. */
export function Home() {
  const { name } = useSession();
  const groups = menuOf(modulePages, useMay());
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">{name}，您好</h1>
      </header>
      {groups.length === 0 && <Empty title="您的账号还没有任何权限">请联系本单位管理员授予角色。</Empty>}
      <div className="home">
        {groups.map(({ area, pages: own }) => (
          <Section key={area} title={area}>
            <ul className="home-pages">
              {own.map((page) => (
                <li key={page.path}>
                  <PageLink to={page.path}>{page.title}</PageLink>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  );
}
