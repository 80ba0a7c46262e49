/** What a person who tries the demo needs to know; shown after start. */
export function describeDemo(): string[] {
  return [];
}
