import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { ClockLight } from '../../../../web/staff-kit/words/ClockLight.tsx';
import { inboxTabLabels, type InboxCounts, type InboxTab } from '../contract.ts';
import './inbox.css';

interface InboxTabsProps {
  readonly tab: InboxTab;
  readonly counts: InboxCounts | undefined;
}

const addresses: Readonly<Record<InboxTab, string>> = { todo: '/inbox', claimed: '/inbox?tab=claimed', done: '/inbox?tab=done' };
const lights = ['red', 'yellow', 'warning'] as const;

/** The tabs of the desk with their figures, and the lights that are not green; each opens its list. */
export function InboxTabs({ tab, counts }: InboxTabsProps) {
  const figures: Readonly<Record<InboxTab, string>> = {
    todo: counts ? `${counts.todo.toLocaleString('zh-CN')}${counts.more ? '+' : ''}` : '',
    claimed: counts ? String(counts.claimed) : '',
    done: counts ? `今日 ${counts.doneToday}` : '',
  };
  const lit = lights.filter((level) => (counts?.levels[level] ?? 0) > 0);
  return (
    <div className="inbox-head">
      <nav className="tabs" aria-label="任务">
        {(Object.keys(inboxTabLabels) as InboxTab[]).map((each) => (
          <PageLink key={each} to={addresses[each]} className="tab" aria-current={each === tab ? 'page' : undefined}>
            {inboxTabLabels[each]} {figures[each] && <span className="inbox-figure figures">{figures[each]}</span>}
          </PageLink>
        ))}
      </nav>
      {lit.length > 0 && (
        <ul className="inbox-lights" aria-label="时限提醒">
          {lit.map((level) => (
            <li key={level}>
              <PageLink to={`/inbox?level=${level}`}>
                <ClockLight level={level} figure={`${counts?.levels[level] ?? 0} 件`} />
              </PageLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
