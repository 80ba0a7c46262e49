import { own } from './values.ts';

/** One code of a code table; a disabled one keeps its name for old records but cannot be chosen any more. */
export interface CodeItem {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
  readonly disabled?: boolean;
  readonly exclusive?: boolean;
  readonly children?: readonly CodeItem[];
}

/** The code tables a form needs, by the key its fields name. */
export type CodeTables = Readonly<Record<string, readonly CodeItem[]>>;

/** Finds a code table; null when the caller did not hand it over. */
export const codeTable = (codes: CodeTables, dictionary: string | undefined): readonly CodeItem[] | null =>
  dictionary === undefined ? null : ((own(codes, dictionary) as readonly CodeItem[] | undefined) ?? null);

/** Follows a path of codes from the outermost level; stops where a code is unknown. */
export function followPath(items: readonly CodeItem[], path: readonly string[]): CodeItem[] {
  const found: CodeItem[] = [];
  let level: readonly CodeItem[] = items;
  for (const value of path) {
    const item = level.find((each) => each.value === value);
    if (!item) break;
    found.push(item);
    level = item.children ?? [];
  }
  return found;
}
