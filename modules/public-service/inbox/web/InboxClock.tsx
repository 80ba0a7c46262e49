import { chinaDate, formatMonthDay } from '../../../../kernel/dates.ts';
import { useNow } from '../../../../web/staff-kit/data/useNow.ts';
import { ClockLight, type LightLevel } from '../../../../web/staff-kit/words/ClockLight.tsx';
import type { InboxRow } from '../contract.ts';

type Timed = Pick<InboxRow, 'clock' | 'acceptBy'>;

/** How the time of a task stands, and why: by its clock, or by the days for accepting while none runs. */
export function InboxClock({ clock, acceptBy }: Timed) {
  const today = chinaDate(useNow());
  if (clock) return <ClockLight level={levelOf(clock)} figure={clock.text.split('，')[0] ?? ''} reason={reasonOf(clock)} />;
  if (!acceptBy) return <span className="soft">—</span>;
  const level: LightLevel = acceptBy < today ? 'red' : acceptBy === today ? 'yellow' : 'normal';
  return <ClockLight level={level} figure={acceptText(acceptBy, today)} reason="收到申请后五个工作日内，应当受理、不予受理或者一次告知补正（行政许可法第三十二条）" />;
}

/** The same as text, for exports. */
export const clockText = ({ clock, acceptBy }: Timed): string => clock?.text ?? (acceptBy ? `${acceptBy} 前受理` : '');

function acceptText(acceptBy: string, today: string): string {
  if (acceptBy < today) return '受理已超期';
  return acceptBy === today ? '今日须受理' : `${formatMonthDay(acceptBy)}前受理`;
}

type Clock = NonNullable<InboxRow['clock']>;

const levelOf = ({ state, level }: Clock): LightLevel => (state === 'suspended' ? 'suspended' : state === 'stopped' && level === 'normal' ? 'stopped' : level);

function reasonOf({ text, promisedDueAt, statutoryDueAt }: Clock): string {
  const [, ...pauses] = text.split('，');
  const due = (name: string, at: string | null): string[] => (at ? [`${name} ${lastDay(at)}`] : []);
  return [...pauses, ...due('承诺办结', promisedDueAt), ...due('法定期限', statutoryDueAt)].join('，') || text;
}

/** A due instant is the midnight after the last day. */
const lastDay = (dueAt: string): string => formatMonthDay(chinaDate(new Date(new Date(dueAt).getTime() - 1)));
