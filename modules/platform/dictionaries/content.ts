import Type, { type Static } from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { Basis } from './contract.ts';
import { saveHeads, saveItems, type NewItem } from './store.ts';

const DictionaryFile = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z0-9-]+$' }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    standard: Type.String(),
    basis: Basis,
    codeBasis: Type.Optional(Type.String()),
    note: Type.Optional(Type.String()),
    items: Type.Array(
      Type.Object(
        {
          code: Type.String({ pattern: '^[A-Za-z0-9._-]{1,30}$' }),
          name: Type.String({ minLength: 1, maxLength: 100 }),
          parent: Type.Optional(Type.String()),
          note: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5000 },
    ),
  },
  { additionalProperties: false },
);
type DictionaryEntry = Static<typeof DictionaryFile>;

/** Dictionaries from `dictionaries/*.yaml`, one a file, named as the dictionary. */
export const dictionaryContent: ContentReader = {
  files: /^dictionaries\/[^/]+\.yaml$/,
  check: async (files) => files.flatMap(check),
  load: async (ctx, files) => {
    const entries = files.flatMap((file) => readYaml(file, DictionaryFile).value ?? []);
    const at = ctx.now();
    await saveHeads(ctx, entries.map(({ key, name, standard, basis, note }) => ({ key, name, standard, basis, note: note ?? null, changed_at: at })));
    await saveItems(ctx, entries.map((entry) => entry.key), entries.flatMap((entry) => toRows(entry, at)));
  },
};

function check(file: ContentFile): ContentProblem[] {
  const read = readYaml(file, DictionaryFile);
  if (!read.value) return [...read.problems];
  const { key, items } = read.value;
  const problems: ContentProblem[] = [];
  const wrong = (message: string, hint?: string) => problems.push({ path: file.path, message, ...(hint ? { hint } : {}) });
  if (file.path !== `dictionaries/${key}.yaml`) wrong(`文件名与 key ${key} 不一致`, `改名为 ${key}.yaml`);
  if (key === divisionsKey) wrong('divisions 是行政区划的保留名称', '区划写在 divisions.yaml');
  const known = new Set<string>();
  // A parent stands before its children, so there can be no circle.
  for (const item of items) {
    if (item.parent !== undefined && !known.has(item.parent)) wrong(`${item.code} 的上级 ${item.parent} 不存在`, '上级须写在下级之前');
    if (known.has(item.code)) wrong(`代码 ${item.code} 重复`);
    known.add(item.code);
  }
  return problems;
}

/** Key under which forms find the city's divisions, which are no dictionary of their own. */
const divisionsKey = 'divisions';

const toRows = (entry: DictionaryEntry, at: Date): NewItem[] =>
  entry.items.map((item, position) => ({
    dictionary_key: entry.key,
    code: item.code,
    name: item.name,
    own_name: null,
    parent_code: item.parent ?? null,
    note: item.note ?? null,
    position,
    origin: 'content',
    in_content: true,
    changed_at: at,
  }));
