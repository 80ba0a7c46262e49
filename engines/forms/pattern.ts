import { mostPatternLength } from './limits.ts';

/**
 * How many ways a backtracking matcher could try a pattern on one text, at most.
 *
 * Two free repetitions in a row fit; anything that could hang a browser does not.
 */
const mostWays = 50_000;

/** Makes the expression that the whole text must match. */
export const wholeMatch = (pattern: string): RegExp => new RegExp(`^(?:${withoutAnchors(pattern)})$`, 'u');

/** Authors often write `^…$` by habit; it says what is true anyway. */
const withoutAnchors = (pattern: string): string => pattern.replace(/^\^/, '').replace(/^((?:\\.|[^\\])*?)\$$/su, '$1');

/**
 * Says in Chinese why a pattern may not be used, or null when it may.
 *
 * Patterns are written by authors and run in every browser, so only a part of the regular expressions is open: text,
 * classes, groups, alternatives and repetitions, no look-around, no back references. For this part the number of
 * ways to match is counted from the pattern alone; a pattern with too many is refused.
 */
export function patternFault(pattern: string): string | null {
  if (pattern.length > mostPatternLength) return `正则表达式过长，最多 ${mostPatternLength} 个字符`;
  try {
    wholeMatch(pattern);
  } catch {
    return '正则表达式的写法不正确';
  }
  const reader: Reader = { text: withoutAnchors(pattern), at: 0, depth: 0 };
  try {
    return readAlternatives(reader) > mostWays ? '正则表达式可能非常耗时，请减少重复（* + {n,m}）的嵌套和连用' : null;
  } catch (error) {
    if (error instanceof Unsupported) return error.message;
    throw error;
  }
}

class Unsupported extends Error {}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

function readAlternatives(reader: Reader): number {
  let ways = readSequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    ways += readSequence(reader);
  }
  return ways;
}

function readSequence(reader: Reader): number {
  let ways = 1;
  while (reader.at < reader.text.length && !'|)'.includes(reader.text.charAt(reader.at))) {
    ways *= repeated(readAtom(reader), readRepetition(reader));
  }
  return ways;
}

/** Reads one character, class or group and answers in how many ways it can match. */
function readAtom(reader: Reader): number {
  const character = reader.text.charAt(reader.at);
  if (character === '(') return readGroup(reader);
  if (character === '^' || character === '$') throw new Unsupported('正则表达式总是匹配整个内容，中间不能再用 ^ 或 $');
  if (character === '\\') skipEscape(reader);
  else if (character === '[') skipClass(reader);
  else reader.at += 1;
  return 1;
}

function readGroup(reader: Reader): number {
  reader.at += 1;
  if (reader.text.startsWith('?:', reader.at)) reader.at += 2;
  else if (reader.text[reader.at] === '?') throw new Unsupported('正则表达式不能用前瞻、后顾或命名分组');
  reader.depth += 1;
  if (reader.depth > 10) throw new Unsupported('正则表达式的括号嵌套过深');
  const ways = readAlternatives(reader);
  reader.depth -= 1;
  reader.at += 1;
  return ways;
}

function skipEscape(reader: Reader): void {
  const next = reader.text.charAt(reader.at + 1);
  if (/[1-9kbB]/.test(next)) throw new Unsupported('正则表达式不能用反向引用或单词边界');
  const property = /^\\[pP]\{[^}]*\}|^\\u\{[^}]*\}/.exec(reader.text.slice(reader.at));
  reader.at += property ? property[0].length : 2;
}

function skipClass(reader: Reader): void {
  reader.at += 1;
  while (reader.at < reader.text.length && reader.text[reader.at] !== ']') reader.at += reader.text[reader.at] === '\\' ? 2 : 1;
  reader.at += 1;
}

interface Repetition {
  readonly least: number;
  readonly most: number;
}

function readRepetition(reader: Reader): Repetition {
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.text.slice(reader.at));
  if (!found) return { least: 1, most: 1 };
  reader.at += found[0].length;
  if (found[1] === '?') return { least: 0, most: 1 };
  if (found[1]) return { least: found[1] === '+' ? 1 : 0, most: mostPatternLength };
  const least = Number(found[2]);
  return { least, most: found[3] === undefined ? least : found[4] ? Number(found[4]) : mostPatternLength };
}

/** Repeating something with w ways n times has w^n ways; every count from least to most is tried. */
function repeated(ways: number, { least, most }: Repetition): number {
  if (ways === 1) return Math.max(1, Math.min(most, mostPatternLength) - least + 1);
  let total = 0;
  for (let times = least; times <= most && total <= mostWays; times += 1) total += ways ** times;
  return total;
}
