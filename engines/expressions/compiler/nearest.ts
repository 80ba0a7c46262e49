/** Finds the known name a mistyped one may stand for: the one with the fewest letters changed, if few enough. */
export function nearestName(wanted: string, known: Iterable<string>): string | null {
  const letters = Array.from(wanted).slice(0, 60);
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(letters.length / 3)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) >= fewest) continue;
    const changes = distance(letters, Array.from(name).slice(0, 60));
    // A name of which nothing remains is not near.
    if (changes < fewest && changes < letters.length) [best, fewest] = [name, changes];
  }
  return best;
}

/** Levenshtein's distance, with two neighbours swapped counting as one change. */
function distance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = at(last, j) + (letter === other ? 0 : 1);
      const swapped = letter === b[j - 1] && other === a[i - 1] ? at(beforeLast, j - 1) + 1 : Infinity;
      row.push(Math.min(replaced, at(last, j + 1) + 1, at(row, j) + 1, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], i: number): number => row[i] ?? Infinity;
