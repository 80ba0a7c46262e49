import { readYaml } from '../../../../kernel/content.ts';
import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../../kernel/module.ts';
import { publishProcess } from '../../../platform/processes/api.ts';
import { saveBundles, saveImplementations, saveItems } from '../store/catalogue.ts';
import { insertVersion, lockVersions, moveVersion } from '../store/versions.ts';
import { saveWords, segmenterOf } from '../store/words.ts';
import { bundleRow, checkBundles, readBundles } from './bundles.ts';
import { checkCatalogue, implementationRows, itemRow, readCatalogue, type CatalogueEntry, type Indexing } from './catalogue.ts';
import { checkConsistency } from './consistency.ts';
import type { Folder } from './files.ts';
import { compileFolder, foldersOf, type CompiledFolder } from './folder.ts';
import { ExampleFile } from './item-file.ts';
import { rehearse } from './rehearse.ts';
import { readSurroundings, surroundingFiles, type Surroundings } from './surroundings.ts';
import { readWords, type Words } from './words.ts';

const wordsPath = 'service-items/search-words.yaml';

/** The item centre's part of a pack: the catalogue, bundles, search words, and a folder for each item that can be applied for. */
export const serviceItemContent: ContentReader = {
  files: new RegExp(`${surroundingFiles.source}|^service-items/`),
  after: ['dictionaries', 'organisations', 'roles'],
  check: async (files) => {
    const read = await readAll(files);
    return [
      ...read.problems,
      ...checkCatalogue(read.entries, read.surroundings),
      ...checkBundles(read.bundles, new Set(read.entries.map(({ id }) => id)), read.surroundings),
      ...read.folders.flatMap(({ folder, compiled, entry }) => (compiled && entry ? [...checkConsistency(compiled, entry, read.surroundings), ...checkExamples(folder, compiled, read.surroundings)] : [])),
    ];
  },
  load: async (ctx, files) => {
    const read = await readAll(files);
    // What does not compile was not checked; leaving it out would quietly take an item offline.
    const [broken] = read.problems;
    if (broken) throw new Error(`content is not in order: ${broken.path} ${broken.message}`);
    await saveWords(ctx, read.words.rows);
    const indexing: Indexing = { segmenter: await segmenterOf(ctx), words: read.words, bureauNames: read.surroundings.bureaus };
    const complete = new Map(read.folders.flatMap(({ entry, compiled }) => (entry && compiled ? [[entry.id, compiled] as const] : [])));
    await saveItems(ctx, read.entries.map((entry) => itemRow(entry, { slug: complete.get(entry.id)?.slug ?? null, keywords: complete.get(entry.id)?.item.keywords ?? [] }, indexing, ctx.now())));
    await saveImplementations(ctx, read.entries.flatMap((entry) => implementationRows(entry, read.surroundings, new Map(Object.entries(complete.get(entry.id)?.item.places ?? {})))));
    const names = new Map(read.entries.map(({ id, name }) => [id, name]));
    await saveBundles(ctx, read.bundles.map((bundle) => bundleRow(bundle, indexing, bundle.members.flatMap((id) => names.get(id) ?? []), ctx.now())));
    for (const [itemId, compiled] of complete) await loadVersion(ctx, itemId, compiled);
  },
};

interface ReadFolder {
  readonly folder: Folder;
  readonly compiled: CompiledFolder | null;
  readonly entry: CatalogueEntry | undefined;
}

interface ReadAll {
  readonly entries: readonly CatalogueEntry[];
  readonly bundles: ReturnType<typeof readBundles>['bundles'];
  readonly words: Words;
  readonly folders: readonly ReadFolder[];
  readonly surroundings: Surroundings;
  readonly problems: readonly ContentProblem[];
}

async function readAll(files: readonly ContentFile[]): Promise<ReadAll> {
  const find = (path: string): ContentFile | undefined => files.find((file) => file.path === path);
  const { entries, problems } = readCatalogue(files.filter((file) => file.path.startsWith('service-items/catalogue/')));
  const bundles = readBundles(find('bundles.yaml'));
  const words = readWords(find(wordsPath));
  const surroundings = readSurroundings(files);
  const folders: ReadFolder[] = [];
  const found: ContentProblem[] = [...problems, ...bundles.problems, ...words.problems];
  const owners = new Map<string, string>();
  for (const folder of foldersOf(files)) {
    const itemId = /^item: *(S\d{3})\b/m.exec(folder.files.get('item.yaml')?.text ?? '')?.[1];
    const entry = entries.find(({ id }) => id === itemId);
    if (!entry) found.push({ path: `${folder.path}/item.yaml`, message: `目录中没有事项 ${itemId ?? '（item 未填）'}`, hint: '见 service-items/catalogue' });
    else if (owners.has(entry.id)) found.push({ path: folder.path, message: `事项 ${entry.id} 已有文件夹 ${owners.get(entry.id)}` });
    if (entry) owners.set(entry.id, folder.slug);
    const read = await compileFolder(folder, entry?.name ?? folder.slug, surroundings.roles);
    found.push(...read.problems);
    folders.push({ folder, compiled: read.compiled, entry });
  }
  return { entries, bundles: bundles.bundles, words: words.words, folders, surroundings, problems: found };
}

const fewestExamples = 1;

function checkExamples(folder: Folder, compiled: CompiledFolder, surroundings: Surroundings): ContentProblem[] {
  const examples = [...folder.files].filter(([name]) => /^examples\/[^/]+\.yaml$/.test(name));
  if (examples.length < fewestExamples) return [{ path: `${folder.path}/examples`, message: '没有示例', hint: '示例就是测试：写出申请人、答案和应有的结果' }];
  return examples.flatMap(([, file]) => {
    const { value, problems } = readYaml(file, ExampleFile);
    return value ? rehearse(compiled, value, surroundings).map((message) => ({ path: file.path, message })) : problems;
  });
}

/**
 * Adds a version when an item's sources have changed, and puts it into use.
 *
 * An item that an officer has taken out of use stays so: its new version waits to be published by hand.
 */
async function loadVersion(ctx: Context, itemId: string, { definition, processXml, digest, slug }: CompiledFolder): Promise<void> {
  const versions = await lockVersions(ctx, itemId);
  const [latest] = versions;
  if (latest?.digest === digest) return;
  const { definitionId } = await publishProcess(ctx, { key: slug, title: definition.itemName, xml: processXml });
  const version = { id: newId(ctx.now()), version: (latest?.version ?? 0) + 1 };
  const inUse = versions.find((each) => each.status === 'published');
  const stopped = latest !== undefined && inUse === undefined && latest.status === 'withdrawn';
  if (inUse) await moveVersion(ctx, inUse, 'withdrawn', `由第 ${version.version} 版替换`);
  await insertVersion(ctx, {
    ...version,
    item_id: itemId,
    status: stopped ? 'draft' : 'published',
    digest,
    definition,
    process_definition_id: definitionId,
    process_xml: processXml,
    created_at: ctx.now(),
    published_at: stopped ? null : ctx.now(),
    published_by: stopped ? null : ctx.actor.id,
  });
  await moveVersion(ctx, { id: version.id, status: null }, stopped ? 'draft' : 'published', '装载内容包');
  if (!stopped) ctx.announce('service-items.published', { itemId, versionId: version.id });
}
