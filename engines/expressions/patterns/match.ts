import { spend } from '../values/budget.ts';
import type { Run } from '../values/values.ts';

/** Matches from a position and hands every end it can reach to the rest, until the rest accepts one. */
export type Matcher = Single | Composite;
type Rest = (at: number) => boolean;
type Composite = { readonly single?: undefined; readonly match: (at: number, attempt: Attempt, rest: Rest) => boolean };
/** Matches exactly one character; kept apart so that repeating it needs no recursion. */
type Single = { readonly single: (char: string) => boolean; readonly match: Composite['match'] };

/** One try at one text: where each group stands, and whose budget pays. */
export type Attempt = { readonly text: string; readonly groups: (readonly [number, number] | null)[]; readonly run: Run };

export const emptyMatcher: Matcher = { match: (at, _, rest) => rest(at) };

/** The character (not code unit) at a position. */
const charAt = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
};

export function character(test: (char: string) => boolean): Matcher {
  return {
    single: test,
    match: (at, { text, run }, rest) => {
      const char = charAt(text, at);
      return spend(run) && char !== '' && test(char) && rest(at + char.length);
    },
  };
}

export const sequence = (first: Matcher, second: Matcher): Matcher => ({
  match: (at, attempt, rest) => first.match(at, attempt, (middle) => second.match(middle, attempt, rest)),
});

export function alternatives(branches: readonly Matcher[]): Matcher {
  const [only] = branches;
  if (only && branches.length === 1) return only;
  return { match: (at, attempt, rest) => branches.some((branch) => spend(attempt.run) && branch.match(at, attempt, rest)) };
}

export function boundary(kind: '^' | '$', everyLine: boolean): Matcher {
  return {
    match: (at, { text }, rest) => {
      const edge = kind === '^' ? at === 0 : at === text.length;
      const atLine = everyLine && text[kind === '^' ? at - 1 : at] === '\n';
      return (edge || atLine) && rest(at);
    },
  };
}

export function capture(group: number, inside: Matcher): Matcher {
  return {
    match: (at, attempt, rest) => {
      const before = attempt.groups[group] ?? null;
      const found = inside.match(at, attempt, (end) => {
        const previous = attempt.groups[group] ?? null;
        attempt.groups[group] = [at, end];
        if (rest(end)) return true;
        attempt.groups[group] = previous;
        return false;
      });
      if (!found) attempt.groups[group] = before;
      return found;
    },
  };
}

/** What a group matched, once more; a group that has not matched stands for nothing. */
export function backReference(group: number): Matcher {
  return {
    match: (at, { text, groups, run }, rest) => {
      const [start, end] = groups[group] ?? [0, 0];
      return spend(run, 1 + end - start) && text.startsWith(text.slice(start, end), at) && rest(at + end - start);
    },
  };
}

export function repeated(inside: Matcher, least: number, most: number, lazy: boolean): Matcher {
  if (inside.single && !lazy) return repeatedCharacter(inside.single, least, most);
  const again = (count: number, at: number, attempt: Attempt, rest: Rest): boolean => {
    spend(attempt.run);
    // A round that matched nothing would go on for ever.
    const more = () => count < most && inside.match(at, attempt, (end) => (end > at || count < least) && again(count + 1, end, attempt, rest));
    const enough = () => count >= least && rest(at);
    return lazy ? enough() || more() : more() || enough();
  };
  return { match: (at, attempt, rest) => again(0, at, attempt, rest) };
}

/** Takes as many characters as it can, then gives them back one by one. */
function repeatedCharacter(test: (char: string) => boolean, least: number, most: number): Matcher {
  return {
    match: (at, { text, run }, rest) => {
      const ends = [at];
      for (let end = at; ends.length <= most; ) {
        const char = charAt(text, end);
        if (!spend(run) || char === '' || !test(char)) break;
        end += char.length;
        ends.push(end);
      }
      for (let count = ends.length - 1; count >= least; count--) {
        if (spend(run) && rest(ends[count] as number)) return true;
      }
      return false;
    },
  };
}
