import type { Gap } from '../contract.ts';

interface Entry {
  readonly guideBasis: string;
  readonly articleKnown: boolean;
  readonly codeBasis: string;
  readonly implementations: number;
  readonly statutory: unknown;
  readonly type: string;
  readonly onlineLevel: string;
}

const publicService = '20';

/** What is missing in an entry of the catalogue; the law sets limits for powers, not for public services. @source WD-108 */
export function gapsOf(entry: Entry): Gap[] {
  const found: [Gap, boolean][] = [
    ['guide', entry.guideBasis === 'generic'],
    ['article', !entry.articleKnown],
    ['code', entry.codeBasis === 'invented'],
    ['implementation', entry.implementations === 0],
    ['statutory', entry.statutory === null && entry.type !== publicService],
    ['online', Number(entry.onlineLevel) < 3],
  ];
  return found.flatMap(([gap, is]) => (is ? [gap] : []));
}
