/**
 * Reads the regular expressions of `matches`, `replace`, `split` and `extract` into matchers: XPath's dialect without
 * class subtraction, and with `\d` and `\w` meaning ASCII only, so that full-width digits fail a number check.
 *
 * Our own matcher, because the machine's cannot be stopped: a pattern such as `(a+)+b` would hang the server. This
 * one pays for every step from the budget of the evaluation. What one character may be, a class like `[\p{L}\d]`, is
 * still left to the machine's RegExp.
 */
import { alternatives, backReference, boundary, capture, character, emptyMatcher, repeated, sequence } from './match.ts';
import type { Matcher } from './match.ts';

export interface Pattern {
  readonly matcher: Matcher;
  readonly groups: number;
}

const longestPattern = 1000;
const mostRepeats = 1000;
const deepestGroups = 50;

/** Parsed patterns by flags and text; emptied when full, since patterns may be computed. */
const known = new Map<string, Pattern | null>();

/** Null for a faulty pattern or unknown flags; flags are `s`, `m`, `i`, `x`. */
export function parsePattern(text: string, flags = ''): Pattern | null {
  const key = `${flags}/${text}`;
  let pattern = known.get(key);
  if (pattern === undefined) {
    if (known.size >= 200) known.clear();
    pattern = read(text, flags);
    known.set(key, pattern);
  }
  return pattern;
}

function read(text: string, flags: string): Pattern | null {
  if (text.length > longestPattern || !/^[smix]*$/.test(flags)) return null;
  const reader: Reader = { text: flags.includes('x') ? withoutSpaces(text) : text, at: 0, flags, groups: 0, depth: 0 };
  const matcher = readAlternatives(reader);
  return matcher && reader.at === reader.text.length ? { matcher, groups: reader.groups } : null;
}

/** White space does not count under the flag `x`, except in a class. */
const withoutSpaces = (text: string): string => text.replace(/\[(?:\\.|[^\]\\])*\]|\\.|\s+/gs, (part) => (part.trim() === '' ? '' : part));

type Reader = { readonly text: string; at: number; readonly flags: string; groups: number; depth: number };

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (match) reader.at += match[0].length;
  return match;
}

function readAlternatives(reader: Reader): Matcher | null {
  const branches: Matcher[] = [];
  do {
    const branch = readBranch(reader);
    if (!branch) return null;
    branches.push(branch);
  } while (take(reader, /\|/y));
  return alternatives(branches);
}

function readBranch(reader: Reader): Matcher | null {
  const pieces: Matcher[] = [];
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text[reader.at] ?? '')) {
    const piece = readPiece(reader);
    if (!piece) return null;
    pieces.push(piece);
  }
  return pieces.reduceRight((rest, piece) => sequence(piece, rest), emptyMatcher);
}

function readPiece(reader: Reader): Matcher | null {
  const anchor = take(reader, /[\^$]/y);
  if (anchor) return boundary(anchor[0] as '^' | '$', reader.flags.includes('m'));
  const atom = readAtom(reader);
  const quantifier = atom && take(reader, /(?:([?*+])|\{(\d{1,4})(,?)(\d{0,4})\})(\??)/y);
  if (!quantifier) return atom;
  const [, sign, low, comma, high, lazy] = quantifier;
  const least = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
  const most = sign === undefined ? (comma === '' ? least : high === '' ? Infinity : Number(high)) : sign === '?' ? 1 : Infinity;
  if (least > mostRepeats || most < least || (most !== Infinity && most > mostRepeats)) return null;
  return repeated(atom, least, most, lazy === '?');
}

function readAtom(reader: Reader): Matcher | null {
  const group = take(reader, /\((\?:)?/y);
  if (group) return readGroup(reader, group[1] === undefined);
  const reference = take(reader, /\\([1-9])/y);
  if (reference) return Number(reference[1]) <= reader.groups ? backReference(Number(reference[1])) : null;
  const single = take(reader, /\[(?:\\.|[^[\]\\])+\]|\\[pP]\{\w+\}|\\[^bB]|[^\\?*+{}[\]()|]/suy);
  return single && readCharacter(single[0], reader.flags);
}

function readGroup(reader: Reader, captures: boolean): Matcher | null {
  const number = captures ? ++reader.groups : 0;
  if (++reader.depth > deepestGroups) return null;
  const inside = readAlternatives(reader);
  reader.depth--;
  if (!inside || !take(reader, /\)/y)) return null;
  return captures ? capture(number, inside) : inside;
}

function readCharacter(source: string, flags: string): Matcher | null {
  if (source === '.') return character(flags.includes('s') ? () => true : (char) => char !== '\n' && char !== '\r');
  if (!source.startsWith('\\') && !source.startsWith('[') && !flags.includes('i')) return character((char) => char === source);
  try {
    const test = new RegExp(`^${source}$`, flags.includes('i') ? 'iu' : 'u');
    return character((char) => test.test(char));
  } catch {
    return null; // an escape or class that RegExp does not know
  }
}
