import Type, { type Static } from 'typebox';
import { readYaml } from '../../../../kernel/content.ts';
import type { ContentFile, ContentProblem } from '../../../../kernel/module.ts';
import { vectorText } from '../search/vectors.ts';
import type { BundleRow } from '../store/catalogue.ts';
import type { Audience, Basis } from '../contract.ts';
import type { Indexing } from './catalogue.ts';
import type { Surroundings } from './surroundings.ts';

const basis = Type.Enum(['source', 'memory', 'invented', 'generic'] as Basis[]);

const BundlesFile = Type.Object({
  about: Type.Unknown(),
  bundles: Type.Array(
    Type.Object(
      {
        id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
        name: Type.String({ minLength: 2, maxLength: 60 }),
        audience: Type.Array(Type.Enum(['person', 'organisation'] as Audience[]), { minItems: 1 }),
        batch: Type.String(),
        batchBasis: basis,
        basis,
        doubtful: Type.Optional(Type.Boolean()),
        lead: Type.String(),
        partners: Type.Array(Type.String()),
        otherPartners: Type.Optional(Type.Unknown()),
        members: Type.Array(Type.String(), { minItems: 1 }),
      },
      { additionalProperties: false },
    ),
  ),
});

export type Bundle = Static<typeof BundlesFile>['bundles'][number];

/** Reads `bundles.yaml`. */
export function readBundles(file: ContentFile | undefined): { bundles: Bundle[]; problems: readonly ContentProblem[] } {
  const read = file ? readYaml(file, BundlesFile) : null;
  return { bundles: read?.value?.bundles ?? [], problems: read?.problems ?? [] };
}

/** Finds bureaus and items that bundles name and nobody knows. */
export function checkBundles(bundles: readonly Bundle[], itemIds: ReadonlySet<string>, { bureaus }: Surroundings): ContentProblem[] {
  return bundles.flatMap(({ name, lead, partners, members }) => [
    ...[lead, ...partners].filter((bureau) => !bureaus.has(bureau)).map((bureau) => ({ path: 'bundles.yaml', message: `${name}：部门 ${bureau} 不存在` })),
    ...members.filter((id) => !itemIds.has(id)).map((id) => ({ path: 'bundles.yaml', message: `${name}：事项 ${id} 不存在` })),
  ]);
}

export function bundleRow(bundle: Bundle, { segmenter, words }: Indexing, memberNames: readonly string[], at: Date): BundleRow {
  const search = vectorText({
    A: segmenter.wordsOf(bundle.name),
    B: words.sayingsFor(bundle.name).flatMap((saying) => segmenter.wordsOf(saying)),
    C: [],
    D: memberNames.flatMap((name) => segmenter.wordsOf(name)),
  });
  return { id: bundle.id, name: bundle.name, unit_id: bundle.lead, audience: bundle.audience, partners: bundle.partners, members: bundle.members, batch: bundle.batch, basis: bundle.basis, search, changed_at: at };
}
