import type { ReactNode } from 'react';
import type { FieldView, Provenance } from '../../../engines/forms/contract.ts';

/** Marks a value the city already had; it may still be put right. */
export const Known = ({ provenance }: { readonly provenance: Provenance }): ReactNode => (
  <p className="source field">已从『{provenance.source}』带入，如有不符请修改</p>
);

/** A value nobody changes here: worked out by the form, or known to the city and locked, with its source. */
export function Fixed({ field, cell }: { readonly field: FieldView; readonly cell?: boolean }): ReactNode {
  const { provenance } = field;
  return (
    <div className={cell ? 'cell' : 'field'}>
      <dl>
        <dt><strong>{cell && field.unit ? `${field.label}（${field.unit}）` : field.label}</strong></dt>
        <dd className={provenance ? 'known' : 'computed'}>
          <span>{field.text || '—'}</span>
          {provenance && <span className="source"><Lock />『{provenance.source}』</span>}
        </dd>
      </dl>
      {provenance?.locked && field.help && <p className="hint">{field.help}</p>}
    </div>
  );
}

const Lock = (): ReactNode => (
  <>
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor"><path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" /></svg>
    <span className="unseen">不用填写，来自</span>
  </>
);
