import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { sealStatusLabels, type SealPlaceInput, type SealStatus } from '../contract.ts';

const tones: Readonly<Record<SealStatus, Tone>> = { draft: 'progress', declined: 'neutral', inForce: 'good', suspended: 'warning', destroyed: 'neutral' };

/** How a seal stands; one whose certificate has run out says so. */
export const SealStatusTag = ({ status, expired }: { status: SealStatus; expired: boolean }) =>
  expired ? <StatusTag tone="bad">证书已到期</StatusTag> : <StatusTag tone={tones[status]}>{sealStatusLabels[status]}</StatusTag>;

/** The same for exports. */
export const statusText = ({ status, expired }: { status: SealStatus; expired: boolean }): string => (expired ? '证书已到期' : sealStatusLabels[status]);

/** Where a seal was put, in words. */
export function placeText(place: SealPlaceInput | null): string {
  if (place === null) return '';
  if ('keyword' in place) return `关键字“${place.keyword}”处`;
  return 'seamMm' in place ? '骑缝' : `第 ${place.page} 页`;
}

/** A document in words: those of this platform by what they are. */
export function documentText(document: string): string {
  const [kind = '', id = ''] = document.split('/');
  const name = { licences: '证照', cases: '办件文书' }[kind];
  return name && id ? `${name} ${id.slice(-12)}` : document;
}

/** A choice for every label of a table. */
export const choices = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
