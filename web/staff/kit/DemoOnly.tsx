import type { ReactNode } from 'react';
import { PageLink } from '../../staff-kit/PageLink.tsx';
import { useCity } from '../city.ts';
import { NotFound } from '../failures.tsx';

/** The showcase exists where the city says that it is a demonstration. */
export function DemoOnly({ children }: { children: ReactNode }) {
  const { demo } = useCity();
  if (!demo) return <NotFound />;
  return (
    <>
      <nav className="tabs" aria-label="界面组件">
        <PageLink to="/kit" className="tab">
          组件
        </PageLink>
        <PageLink to="/kit/list" className="tab">
          列表
        </PageLink>
        <PageLink to="/kit/form" className="tab">
          表单
        </PageLink>
      </nav>
      {children}
    </>
  );
}
