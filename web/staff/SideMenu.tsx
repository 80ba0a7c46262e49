import { DownOutlined, RightOutlined, SearchOutlined } from '@ant-design/icons';
import { useRouterState } from '@tanstack/react-router';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { preferences } from '../staff-kit/data/keep.ts';
import { PageLink } from '../staff-kit/PageLink.tsx';
import { useMay } from '../staff-kit/session.tsx';
import { menuOf, modulePages, trailOf, type MenuGroup } from './pages.ts';

/** From this many entries on the menu can be searched. */
const manyEntries = 10;

/** The menu: areas that fold, the present page marked, and a search when there is much. */
export function SideMenu() {
  const all = menuOf(modulePages, useMay());
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [text, setText] = useState('');
  const [folded, setFolded] = useState(() => preferences.read<readonly string[]>('menu.folded', []));
  const groups = text.trim() ? matching(all, text.trim()) : all;
  const current = trailOf(modulePages, path).findLast(({ page }) => page.menu)?.page.path;
  const fold = (area: string): void => {
    const next = folded.includes(area) ? folded.filter((each) => each !== area) : [...folded, area];
    preferences.write('menu.folded', next);
    setFolded(next);
  };

  return (
    <nav className="menu" aria-label="主菜单">
      {all.reduce((sum, group) => sum + group.pages.length, 0) >= manyEntries && (
        <Input className="menu-search" prefix={<SearchOutlined aria-hidden="true" />} value={text} placeholder="找功能" aria-label="找功能" allowClear onChange={(event) => setText(event.target.value)} />
      )}
      {groups.map((group) => (
        <Group key={group.area} group={group} current={current} folded={!text.trim() && folded.includes(group.area)} onFold={() => fold(group.area)} />
      ))}
      {groups.length === 0 && text && <p className="soft menu-none">没有名称含“{text}”的功能</p>}
    </nav>
  );
}

interface GroupProps {
  readonly group: MenuGroup;
  readonly current: string | undefined;
  readonly folded: boolean;
  readonly onFold: () => void;
}

function Group({ group, current, folded, onFold }: GroupProps) {
  const id = useId();
  return (
    <div className="menu-group">
      <button type="button" className="menu-area" aria-expanded={!folded} aria-controls={id} onClick={onFold}>
        {group.area}
        {folded ? <RightOutlined aria-hidden="true" /> : <DownOutlined aria-hidden="true" />}
      </button>
      <ul id={id} hidden={folded}>
        {group.pages.map((page) => (
          <li key={page.path}>
            <PageLink to={page.path} className="menu-page" data-here={page.path === current ? '' : undefined}>
              {page.title}
            </PageLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

const matching = (groups: readonly MenuGroup[], text: string): MenuGroup[] =>
  groups.flatMap(({ area, pages: own }) => {
    const fit = own.filter((page) => page.title.includes(text) || area.includes(text));
    return fit.length === 0 ? [] : [{ area, pages: fit }];
  });
