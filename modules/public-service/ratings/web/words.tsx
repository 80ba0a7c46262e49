import { ClockLight } from '../../../../web/staff-kit/words/ClockLight.tsx';
import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { channelLabels, rectificationLabels, satisfactionLabels, type RatingRow, type RectificationStatus } from '../contract.ts';

/** A level of satisfaction in words. */
export const satisfactionText = (satisfaction: number): string => (satisfactionLabels as Readonly<Record<number, string>>)[satisfaction] ?? String(satisfaction);

/** A channel in words. */
export const channelText = (channel: number): string => (channelLabels as Readonly<Record<number, string>>)[channel] ?? String(channel);

export const SatisfactionTag = ({ satisfaction }: Pick<RatingRow, 'satisfaction'>) => (
  <StatusTag tone={satisfaction >= 4 ? 'bad' : satisfaction === 3 ? 'neutral' : 'good'}>{satisfactionText(satisfaction)}</StatusTag>
);

const tones: Readonly<Record<RectificationStatus, Tone>> = { verifying: 'warning', rectifying: 'progress', replying: 'progress', reviewing: 'progress', closed: 'good' };

/** Where the office stands with a bad rating; nothing for a good one. */
export const RectificationTag = ({ status }: { status: RectificationStatus | null }) => (status ? <StatusTag tone={tones[status]}>{rectificationLabels[status]}</StatusTag> : null);

/** The light of the reply that is due. */
export function ReplyClock({ clock }: Pick<RatingRow, 'clock'>) {
  if (!clock) return null;
  return <ClockLight level={clock.state === 'stopped' && clock.level === 'normal' ? 'stopped' : clock.level} figure={clock.text} />;
}
