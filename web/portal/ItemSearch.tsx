import type { ReactNode } from 'react';
import { serviceItemEndpoints } from '../../modules/public-service/service-items/contract.ts';
import { call } from '../browser/call.ts';
import { SearchBox, type Suggestion } from '../portal-kit/SearchBox.tsx';

/** The search for service items and bundles, with suggestions. */
export const ItemSearch = ({ initial }: { readonly initial?: string }): ReactNode => <SearchBox suggest={suggest} initial={initial} />;

async function suggest(text: string, signal: AbortSignal): Promise<Suggestion[]> {
  const { rows } = await call(serviceItemEndpoints.suggest, { text: text.slice(0, 60) }, { signal });
  return rows.slice(0, 8).map(({ id, name, kind }) => ({ title: name, to: `/items/${encodeURIComponent(id)}`, note: kind === 'bundle' ? '一件事' : undefined }));
}
