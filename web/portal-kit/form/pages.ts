import type { FieldView, FormView, PageView, Problem } from '../../../engines/forms/contract.ts';

/** The id of the control of a field or cell. */
export const fieldId = (path: string): string => `field-${path}`;

/** All fields of a page from top to bottom, without the cells of tables. */
export const fieldsOfPage = (page: PageView): FieldView[] => page.sections.flatMap((section) => section.rows.flat().map((laid) => laid.field));

/** What stops somebody from leaving a page, each complaint once, at its first place. */
export function errorsOnPage(view: FormView, page: PageView): Problem[] {
  const keys = new Set(fieldsOfPage(page).map((field) => field.path));
  return view.problems.filter((problem) => problem.level === 'error' && keys.has(tableOf(problem.path)));
}

/** `devices` of `devices[2].price`. */
const tableOf = (path: string): string => path.split('[', 1)[0]!;

/** Finds the page of an address; pages that were split or joined for another width are found by their first part. */
export function pageAt(view: FormView, key: string | undefined): number {
  const exact = view.pages.findIndex((page) => page.key === key);
  if (exact >= 0 || !key) return Math.max(0, exact);
  const first = key.split('.', 1)[0]!;
  return Math.max(0, view.pages.findIndex((page) => page.key.split('.', 1)[0] === first));
}
