import { useEffect, useRef, type ReactNode } from 'react';

export interface Crumb {
  readonly title: string;
  readonly to: string;
}

interface PageProps {
  readonly title: string;
  /** The way here from the home page, without this page. */
  readonly trail?: readonly Crumb[];
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  /** Keeps lines short enough to read: for forms and texts. */
  readonly narrow?: boolean;
  /** What the window is called, where that is not the heading; empty for the site's own name. */
  readonly windowTitle?: string;
  /** A class of the portal's own styles. */
  readonly look?: string;
  readonly children?: ReactNode;
}

/** The address whose heading was read out last; the first one the browser reads by itself. */
let announced = location.pathname;

/** The frame of a page: way back, heading, content. Arriving by a link moves the focus to the heading, so that it is read out. */
export function Page({ title, trail, lead, narrow, windowTitle = title, look, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (announced !== location.pathname && !location.hash) heading.current?.focus({ preventScroll: true });
    announced = location.pathname;
  }, []);
  useEffect(() => {
    document.title = [windowTitle, document.documentElement.dataset['site'] ?? '政务服务网'].filter(Boolean).join(' - ');
  }, [windowTitle]);
  return (
    <main id="content" className={look ? `wide ${look}` : 'wide'}>
      {trail && <Breadcrumb trail={trail} here={title} />}
      <div className={narrow ? 'column' : undefined}>
        <div className="page-head">
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}

/** The way from the home page to here. */
export const Breadcrumb = ({ trail, here }: { readonly trail: readonly Crumb[]; readonly here: string }): ReactNode => (
  <nav aria-label="当前位置">
    <ol className="breadcrumb">
      {[{ title: '首页', to: '/' }, ...trail].map((crumb) => <li key={crumb.to}><a href={crumb.to}>{crumb.title}</a></li>)}
      <li aria-current="page">{here}</li>
    </ol>
  </nav>
);
