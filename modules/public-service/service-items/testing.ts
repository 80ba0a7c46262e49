import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import type { ContentFile } from '../../../kernel/module.ts';
import { dictionaryContent } from '../../platform/dictionaries/content.ts';
import { organisationContent } from '../../platform/organisations/content.ts';
import { publishProcess } from '../../platform/processes/api.ts';
import { compileFolder, foldersOf, type CompiledFolder } from './content/folder.ts';
import { serviceItemContent } from './content/reader.ts';
import { saveItems, type NewItem } from './store/catalogue.ts';
import { insertVersion } from './store/versions.ts';
import type { VersionStatus } from './contract.ts';

const contentRoot = path.join(import.meta.dirname, '../../../content');

/** The files of the demo city's pack, as the app reads them. */
export function packFiles(): ContentFile[] {
  return ['base', 'sanmenxia'].flatMap((pack) =>
    readdirSync(path.join(contentRoot, pack), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return { path: path.relative(path.join(contentRoot, pack), file), text: readFileSync(file, 'utf8') };
      }),
  );
}

const keptCatalogues = ['market-supervision', 'tobacco-monopoly'];

/** The same with two bureaus' catalogues only, for tests that read the pack many times. */
export const fewFiles = (): ContentFile[] => packFiles().filter(({ path: file }) => !file.includes('/catalogue/') || keptCatalogues.some((bureau) => file.endsWith(`/${bureau}.yaml`)));

/** The part of a pack that the item centre reads. */
export const itemFiles = (files: readonly ContentFile[]): ContentFile[] => files.filter((file) => serviceItemContent.files.test(file.path));

/** Loads the demo city's units, dictionaries and items. */
export async function loadCity(ctx: Context, files = packFiles()): Promise<void> {
  for (const reader of [organisationContent, dictionaryContent, serviceItemContent]) await reader.load(ctx, files.filter((file) => reader.files.test(file.path)));
}

/** One of the demo city's complete items, compiled. */
export async function aFolder(slug: string, change: (files: ContentFile[]) => ContentFile[] = (files) => files): Promise<CompiledFolder> {
  const folder = foldersOf(change(packFiles())).find((each) => each.slug === slug);
  const { compiled, problems } = folder ? await compileFolder(folder, slug, new Map()) : { compiled: null, problems: [] };
  if (!compiled) throw new Error(problems.map(({ message }) => message).join('\n'));
  return compiled;
}

/** An entry of the catalogue, of a unit that need not exist. */
export async function anItem(ctx: Context, given: Partial<NewItem> = {}): Promise<string> {
  const id = given.id ?? `T${newId(ctx.now()).slice(-6)}`;
  await saveItems(ctx, [
    {
      base_code: '410199999000', name: '测试事项', type: '01', unit_id: 'test-unit', audience: ['person'], objects: ['1'], levels: ['4'], themes: [], bundles: [], case_type: 'promised',
      limits: { statutory: { number: 20, unit: '1' }, promised: { number: 7, unit: '1' } },
      guide: { basis: 'generic', whoCanApply: '测试', materials: [], legalBases: [], result: null },
      online_level: '4', slug: null, basis: 'invented', gaps: [], search: '', digest: id, changed_at: ctx.now(), ...given, id,
    },
  ]);
  return id;
}

/** A version of an item, made of a complete item of the demo city. */
export async function aVersion(ctx: Context, itemId: string, given: { version?: number; status?: VersionStatus; folder?: CompiledFolder } = {}): Promise<string> {
  const { definition, processXml, digest } = given.folder ?? (await aFolder('food-business-licence'));
  const { definitionId } = await publishProcess(ctx, { key: `test-${itemId}`, title: '测试', xml: processXml });
  const id = newId(ctx.now());
  const status = given.status ?? 'published';
  await insertVersion(ctx, {
    id, item_id: itemId, version: given.version ?? 1, status, digest, definition, process_definition_id: definitionId, process_xml: processXml, created_at: ctx.now(),
    published_at: status === 'published' ? ctx.now() : null, published_by: null,
  });
  return id;
}
