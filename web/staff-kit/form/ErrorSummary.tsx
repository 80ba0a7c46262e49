import { useEffect, useRef } from 'react';

export interface SummaryLine {
  /** Id of the control it is about; null when it concerns the whole. */
  readonly id: string | null;
  readonly message: string;
}

/** Moves to the control of a field and puts the cursor into it. */
export function focusField(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'center' });
  const control = place?.matches('input, textarea, button, select, [tabindex]') ? place : place?.querySelector<HTMLElement>('input, textarea, button, select');
  control?.focus();
}

/**
 * Everything wrong with a form, on its top, each line a way to its field.
 *
 * Takes the focus when it appears: give it the number of the attempt as its `key`, so that it appears anew at each.
 */
export function ErrorSummary({ title, lines, incident }: { title: string; lines: readonly SummaryLine[]; incident?: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <p className="error-summary-title">{title}</p>
      {lines.length > 0 && (
        <ul>
          {lines.map(({ id, message }) => (
            <li key={`${id}${message}`}>
              {id === null ? (
                message
              ) : (
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    focusField(id);
                  }}
                >
                  {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {incident && <p className="soft">求助时请提供编号：{incident}</p>}
    </div>
  );
}
