import { MenuOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { preferences } from '../staff-kit/data/keep.ts';
import { PageLink } from '../staff-kit/PageLink.tsx';
import type { StaffPage } from '../staff-kit/pages.ts';
import { useSession } from '../staff-kit/session.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { useCity } from './city.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import { headerItems } from './pages.ts';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { SideMenu } from './SideMenu.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { SignOutButton } from './SignOutButton.tsx';
import { useNarrow } from './useNarrow.ts';

/** The office around every page: header, menu, breadcrumb, and what must be said about the connection. */
export function Shell({ pages }: { pages: readonly StaffPage[] }) {
  const narrow = useNarrow();
  const [isOpen, setOpen] = useState(() => preferences.read('menu.open', true));
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  const content = useFocusOnArrival(() => setDrawer(false));
  const toggle = (): void => {
    if (narrow) return setDrawer(true);
    preferences.write('menu.open', !isOpen);
    setOpen(!isOpen);
  };

  return (
    <div className={narrow || !isOpen ? 'shell' : 'shell shell-menu-open'}>
      <a className="skip" href="#content" onClick={(event) => focusContent(event, content.current)}>
        跳到正文
      </a>
      <Header menuOpen={narrow ? drawer : isOpen} toggleMenu={toggle} openHelp={() => setHelp(true)} />
      {narrow ? (
        <Drawer open={drawer} placement="left" size={260} title="菜单" styles={{ body: { padding: 0 } }} onClose={() => setDrawer(false)}>
          <SideMenu />
        </Drawer>
      ) : (
        isOpen && (
          <div className="side">
            <SideMenu />
          </div>
        )
      )}
      <div className="work">
        <ConnectionBar />
        <Breadcrumb pages={pages} />
        <main id="content" ref={content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <SignInAgain />
      <ShortcutHelp open={help} onOpen={() => setHelp(true)} onClose={() => setHelp(false)} />
    </div>
  );
}

interface HeaderProps {
  readonly menuOpen: boolean;
  readonly toggleMenu: () => void;
  readonly openHelp: () => void;
}

function Header({ menuOpen, toggleMenu, openHelp }: HeaderProps) {
  const { name, unitName } = useSession();
  const { name: city, demo } = useCity();
  return (
    <header className="top">
      <Button type="text" icon={<MenuOutlined />} aria-label="菜单" aria-expanded={menuOpen} onClick={toggleMenu} />
      <PageLink to="/" className="top-name">
        <strong>{city}</strong> <span>政务服务办公平台</span>
      </PageLink>
      {demo && <span className="tag tag-warning top-demo">{demo}</span>}
      <div className="top-right">
        <Suspense>
          {headerItems.map(({ file, Item }) => (
            <Item key={file} />
          ))}
        </Suspense>
        <Button type="text" icon={<QuestionCircleOutlined />} aria-label="快捷键" title="快捷键（?）" className="top-help" onClick={openHelp} />
        <PageLink to="/password" className="top-who" title="修改口令">
          <span className="top-unit">{unitName}</span> {name}
        </PageLink>
        <SignOutButton />
      </div>
    </header>
  );
}

/** After a change of page the keyboard and the screen reader begin at the new content. */
function useFocusOnArrival(arrived: () => void) {
  const content = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    content.current?.focus({ preventScroll: true });
    arrived();
    // `arrived` is a new function at each drawing; only the path counts.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [path]);
  return content;
}

function focusContent(event: { preventDefault: () => void }, content: HTMLElement | null): void {
  event.preventDefault();
  content?.focus();
}
