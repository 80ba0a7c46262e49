import { chinaDate, chinaTime } from '../../../../kernel/dates.ts';
import { actorKindLabels, type AuditEntry } from '../contract.ts';

/** The instant to the second in China, as evidence needs it: `2026-11-22 09:40:15`. */
export function exactTime(at: string): string {
  const instant = new Date(at);
  return `${chinaDate(instant)} ${chinaTime(instant)}:${at.slice(17, 19)}`;
}

/** Who acted; her kind beside her name unless she is an officer or the name says it. */
export const actorText = ({ actorKind, actorName }: Pick<AuditEntry, 'actorKind' | 'actorName'>): string =>
  actorKind === 'staff' || actorName === actorKindLabels[actorKind] ? actorName : `${actorName}（${actorKindLabels[actorKind]}）`;
