/** A piece of one line of a template. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  /** `**` begins or ends bold. */
  | { readonly kind: 'strong'; readonly line: number; readonly column: number }
  /** `|` between cells; plain text outside tables. */
  | { readonly kind: 'bar' }
  | Tag;

/** `{{ … }}`: a value or one of the words that open and close conditions and repetitions. */
export interface Tag {
  readonly kind: 'value' | 'if' | 'else' | 'endIf' | 'each' | 'endEach' | 'unknown';
  /** What stands after the word. */
  readonly source: string;
  readonly line: number;
  /** Column of the source. */
  readonly column: number;
}

const words: Readonly<Record<string, Tag['kind']>> = { '#if': 'if', else: 'else', '/if': 'endIf', '#each': 'each', '/each': 'endEach' };

/** Reports a fault at a place. */
export type Report = (line: number, column: number, message: string) => void;

/** Cuts one line into tokens; `column` is where its text starts in the source. A backslash makes the next mark plain. */
export function scanLine(text: string, line: number, column: number, report: Report): Token[] {
  const tokens: Token[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') tokens.push({ kind: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    if (two === '{{') {
      const end = findTagEnd(text, at + 2);
      if (end < 0) {
        report(line, column + at, '“{{”没有对应的“}}”，请在同一行内写完');
        return tokens;
      }
      flush();
      tokens.push(readTag(text.slice(at + 2, end), line, column + at + 2));
      at = end + 2;
    } else if (two === '**') {
      flush();
      tokens.push({ kind: 'strong', line, column: column + at });
      at += 2;
    } else if (text[at] === '|') {
      flush();
      tokens.push({ kind: 'bar' });
      at += 1;
    } else if (text[at] === '\\' && /[\\|*{#-]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return tokens;
}

/** Finds `}}` outside strings and outside the braces of FEEL contexts; -1 when there is none. */
function findTagEnd(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

function readTag(inside: string, line: number, column: number): Tag {
  const lead = inside.length - inside.trimStart().length;
  const body = inside.trim();
  const word = /^(?:[#/]\S*|else$)/.exec(body)?.[0];
  if (word === undefined) return { kind: 'value', source: body, line, column: column + lead };
  const rest = body.slice(word.length);
  const gap = rest.length - rest.trimStart().length;
  return { kind: words[word] ?? 'unknown', source: rest.trim(), line, column: column + lead + word.length + gap };
}
