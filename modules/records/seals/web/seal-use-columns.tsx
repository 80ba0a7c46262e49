import { downloadAddress } from '../../../../web/browser/call.ts';
import type { Column } from '../../../../web/staff-kit/list/columns.ts';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { sealEndpoints, type SealUse } from '../contract.ts';
import { documentText, placeText } from './words.tsx';

/** What was sealed, as a link where it can be opened. */
function UsedOn({ use: { id, document, hasFile } }: { use: SealUse }) {
  if (hasFile) return <a href={downloadAddress(sealEndpoints.usedFile, { id })}>{documentText(document)}</a>;
  return document.startsWith('licences/') ? <PageLink to={`/${document}`}>{documentText(document)}</PageLink> : documentText(document);
}

/** The columns of a list of uses. */
export const sealUseColumns: readonly Column<SealUse>[] = [
  { key: 'at', title: '时间', sort: 'at', text: ({ at }) => whenText(at), render: ({ at }) => <When at={at} />, width: 128 },
  { key: 'sealName', title: '印章', width: 240 },
  { key: 'unitName', title: '单位', hidden: true },
  { key: 'reason', title: '事由', width: 280 },
  {
    key: 'document',
    title: '用印对象',
    text: ({ document }) => documentText(document),
    render: (use) => <UsedOn use={use} />,
    width: 200,
  },
  { key: 'place', title: '位置', text: ({ place, kind }) => (kind === 'text' ? '离线核验码' : placeText(place)), width: 140 },
  { key: 'actorName', title: '经办人', width: 96 },
  { key: 'sm3Before', title: '盖章前 SM3', hidden: true },
  { key: 'sm3After', title: '盖章后 SM3', hidden: true },
];
