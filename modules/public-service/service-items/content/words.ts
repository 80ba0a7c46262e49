import Type from 'typebox';
import { readYaml } from '../../../../kernel/content.ts';
import type { ContentFile, ContentProblem } from '../../../../kernel/module.ts';
import type { WordRow } from '../store/words.ts';

const closed = { additionalProperties: false };
const word = Type.String({ minLength: 2, maxLength: 20 });

const WordsFile = Type.Object(
  {
    about: Type.Unknown(),
    /** Words that must not be cut apart. */
    words: Type.Array(word),
    /** How people say it → words that stand in the names of items. */
    sayings: Type.Array(Type.Object({ say: Type.Array(word, { minItems: 1 }), means: Type.Array(word, { minItems: 1 }) }, closed)),
  },
  closed,
);

/** The words of a city's search. */
export interface Words {
  readonly rows: readonly WordRow[];
  /** How people ask for something of this name. */
  sayingsFor(name: string): string[];
}

/** Reads `search-words.yaml`; without the file there are simply no words. */
export function readWords(file: ContentFile | undefined): { words: Words; problems: readonly ContentProblem[] } {
  const read = file ? readYaml(file, WordsFile) : null;
  const { words = [], sayings = [] } = read?.value ?? {};
  const rows = new Map<string, string[]>(words.map((each) => [each, []]));
  for (const { say, means } of sayings) for (const each of say) rows.set(each, [...new Set([...(rows.get(each) ?? []), ...means])]);
  return {
    words: {
      rows: [...rows].map(([each, means]) => ({ word: each, means })),
      sayingsFor: (name) => [...rows].flatMap(([each, means]) => (means.some((part) => name.includes(part)) ? [each] : [])),
    },
    problems: read?.problems ?? [],
  };
}
