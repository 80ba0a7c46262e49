import { defineStates } from '../../../kernel/states.ts';
import type { Channel, RectificationStatus, Satisfaction } from './contract.ts';

/** One place for what a city may set otherwise. */
export const policy = {
  /** Days after the first rating within which a second may be given. @source facts C8 (rounds); the length is our choice */
  againDays: 10,
  /** Days after conclusion within which a case may be rated. */
  openDays: 30,
  /** Working days from a bad rating to the reply. @source facts C8: 5 in one city, 15 in one province; the stricter is taken */
  replyWorkingDays: 5,
} as const;

/** A reviewer who is not content sends the matter back to be put right. */
export const rectificationStates = defineStates<RectificationStatus>('verifying', {
  verifying: ['rectifying', 'replying'],
  rectifying: ['replying'],
  replying: ['reviewing'],
  reviewing: ['closed', 'rectifying'],
  closed: [],
});

/** Whether a rating opens a rectification. */
export const isBad = (satisfaction: number): boolean => satisfaction >= 4;

/** The national interface's level: 5 is the best. @source facts C8 */
export const nationalLevel = (satisfaction: Satisfaction | number): number => 6 - satisfaction;

/** Whether a detail belongs to a level: its code begins with the national level. @source facts C8 */
export const detailFits = (code: string, satisfaction: number): boolean => code.startsWith(String(nationalLevel(satisfaction)));

/** The channel a browser speaks through. */
export const channelOf = (agent: string | null): Channel => (/Mobile|Android|iPhone|HarmonyOS/.test(agent ?? '') ? 2 : 1);

const dayLength = 86_400_000;

/** Until when the first rating may be given. */
export const openUntil = (invitedAt: Date): Date => new Date(invitedAt.getTime() + policy.openDays * dayLength);

/** Until when a second rating may be given. */
export const againUntil = (firstRatedAt: Date): Date => new Date(firstRatedAt.getTime() + policy.againDays * dayLength);

/** Which round can be given now: the first while the invitation is open, the second once and soon after the first; null when none. */
export function openRound(invitedAt: Date, ratedAt: readonly Date[], now: Date): 1 | 2 | null {
  const [first, second] = ratedAt;
  if (!first) return now < openUntil(invitedAt) ? 1 : null;
  return !second && now < againUntil(first) ? 2 : null;
}
