/** How much a word tells, from A (it is in the name) to D. */
export type Weight = 'A' | 'B' | 'C' | 'D';

const quote = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** Text of a PostgreSQL `tsvector`: each word with the highest weight it has. */
export function vectorText(words: Readonly<Record<Weight, readonly string[]>>): string {
  const best = new Map<string, Weight>();
  for (const weight of ['A', 'B', 'C', 'D'] as const) for (const word of words[weight]) if (!best.has(word)) best.set(word, weight);
  return [...best].map(([word, weight], at) => `${quote(word)}:${at + 1}${weight}`).join(' ');
}

/** Text of a PostgreSQL `tsquery` that wants all of the words, or any. */
export const queryText = (words: readonly string[], wanted: 'all' | 'any'): string => words.map(quote).join(wanted === 'all' ? ' & ' : ' | ');
