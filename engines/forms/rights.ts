import type { FormOf } from './definition.ts';

/** What one step of the process may do: `field` or `table.column` in both sets. */
export interface Access {
  readonly mayWrite: (path: string) => boolean;
  /** Worked out anew at this step; elsewhere a computed value stays as it was recorded. */
  readonly mayCompute: (path: string) => boolean;
  /** Withheld from the people of this step: kept in the record, never shown to them. */
  readonly isWithheld: (path: string) => boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;
const everything: Access = { mayWrite: always, mayCompute: always, isWithheld: never };

/**
 * Works out the rights of a step.
 *
 * Without a step, or when the form knows no rights, everything may be written; a step the form does not name may only
 * read. What is both written and hidden is computed at the step but neither shown nor taken from anybody there.
 *
 * @param asRecorded - nothing may be written, whatever the step
 */
export function accessAt(form: FormOf<unknown>, step: string | null, asRecorded = false): Access {
  const rights = step !== null && form.rights && Object.hasOwn(form.rights, step) ? form.rights[step] : undefined;
  const withheld = expandNames(form, rights?.hidden ?? []);
  const isWithheld = (path: string): boolean => withheld.has(path);
  if (asRecorded) return { mayWrite: never, mayCompute: never, isWithheld };
  if (step === null || !form.rights) return everything;
  const writable = expandNames(form, rights?.write ?? []);
  return { mayWrite: (path) => writable.has(path) && !withheld.has(path), mayCompute: (path) => writable.has(path), isWithheld };
}

/** Turns names of pages, sections, fields and columns, or `*`, into the fields and columns they stand for. */
export function expandNames(form: FormOf<unknown>, names: readonly string[]): Set<string> {
  const paths = new Set<string>();
  const wanted = new Set(names);
  for (const page of form.pages) {
    const wholePage = wanted.has('*') || wanted.has(page.key);
    for (const section of page.sections) {
      const wholeSection = wholePage || wanted.has(section.key);
      for (const field of section.fields) {
        const wholeField = wholeSection || wanted.has(field.key);
        if (wholeField) paths.add(field.key);
        for (const column of field.columns ?? []) {
          const path = `${field.key}.${column.key}`;
          if (wholeField || wanted.has(path)) paths.add(path);
        }
      }
    }
  }
  return paths;
}
