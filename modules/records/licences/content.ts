import { readYaml } from '../../../kernel/content.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { defineType, LicenceTypeFile, type LicenceDefinition } from './definition.ts';
import { saveType } from './store/types.ts';

/** Licence types, from `licence-types/*.yaml` or beside the service item that ends with the licence; a changed file is a new version. */
export const licenceContent: ContentReader = {
  files: /^(licence-types\/[^/]+|service-items\/[^/]+\/licence)\.yaml$/,
  check: async (files) => {
    const read = files.map(readType);
    return [...read.flatMap(({ problems }) => problems), ...twice(read)];
  },
  load: async (ctx, files) => {
    for (const { definition } of files.map(readType)) if (definition) await saveType(ctx, definition);
  },
};

interface ReadType {
  readonly path: string;
  readonly definition: LicenceDefinition | null;
  readonly problems: readonly ContentProblem[];
}

function readType(file: ContentFile): ReadType {
  const read = readYaml(file, LicenceTypeFile);
  if (!read.value) return { path: file.path, definition: null, problems: read.problems };
  const { definition, problems } = defineType(read.value);
  return { path: file.path, definition, problems: problems.map((problem) => ({ path: file.path, ...problem })) };
}

/** Keys and codes that two files use. */
function twice(read: readonly ReadType[]): ContentProblem[] {
  const owners = new Map<string, string>();
  const problems: ContentProblem[] = [];
  for (const { path, definition } of read) {
    for (const mark of definition ? [definition.key, definition.code] : []) {
      const owner = owners.get(mark);
      if (owner) problems.push({ path, message: `${mark} 已在 ${owner} 中使用` });
      owners.set(mark, path);
    }
  }
  return problems;
}
