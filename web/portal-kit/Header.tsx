import type { ReactNode } from 'react';
import { setMode, useMode, type Mode } from './modes.ts';

interface HeaderProps {
  readonly title: string;
  /** Address of the city's emblem; the place stays free without one. */
  readonly emblem?: string | null;
  /** Said on every page of a demo. */
  readonly demo?: string | null;
  /** The search box; left out where the page itself searches. */
  readonly search?: ReactNode;
  /** Sign-in state: links of the strip's right end. */
  readonly children?: ReactNode;
}

/** The top of every page: whose site it is, the two ways to see it better, search, and who is signed in. */
export const Header = ({ title, emblem, demo, search, children }: HeaderProps): ReactNode => (
  <header className="header">
    <a className="skip" href="#content">跳到主要内容</a>
    <div className="strip">
      <div className="wide">
        <ModeSwitch mode="elder">长者模式</ModeSwitch>
        <ModeSwitch mode="contrast">高对比</ModeSwitch>
        <nav className="push" aria-label="搜索和账户">
          <a className="to-search" href="/search">搜索</a>
          {children}
        </nav>
      </div>
    </div>
    {demo && <div className="demo-line"><p className="wide">{demo}</p></div>}
    <div className="wide brand">
      <a className="name" href="/">
        {emblem && <img src={emblem} alt="" />}
        {title}
      </a>
      {search}
    </div>
  </header>
);

function ModeSwitch({ mode, children }: { readonly mode: Mode; readonly children: ReactNode }): ReactNode {
  const on = useMode(mode);
  return <button type="button" aria-pressed={on} onClick={() => setMode(mode, !on)}>{children}</button>;
}
