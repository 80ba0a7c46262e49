/** Fields of a form, the columns of its sub-tables included. */
export const mostFields = 2_000;
/** Rows of one sub-table. */
export const mostRows = 500;
/** Characters of the answers as JSON. */
export const mostCharacters = 200_000;
/** Levels of nesting in answers: table, row, address, list of codes, with room to spare. */
export const mostDepth = 6;
/** Length of a text when its field says nothing. */
export const usualTextLength = 200;
export const usualTextareaLength = 2_000;
/** Longest text a pattern is tried on, see `pattern.ts`. */
export const mostPatternLength = 200;
/** Digits that a JSON number carries without loss. */
export const mostDigits = 15;

/** Tells whether answers from outside are small and shallow enough to look at. */
export function withinLimits(answers: unknown): boolean {
  return isShallow(answers, mostDepth) && JSON.stringify(answers ?? null).length <= mostCharacters;
}

function isShallow(value: unknown, depthLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depthLeft === 0) return false;
  return Object.values(value).every((each) => isShallow(each, depthLeft - 1));
}
