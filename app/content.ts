import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { systemActor } from '../kernel/actor.ts';
import type { ContentFile, ContentProblem, ModuleManifest } from '../kernel/module.ts';
import { inTransaction, ownOrigin, type Kernel } from '../kernel/run.ts';

const contentRoot = path.join(import.meta.dirname, '../content');

/**
 * Reads the files of the base pack and of a city's pack; paths are below the pack, and the city's file wins over the base's.
 *
 * @throws Error when the pack does not exist
 */
export function readPack(pack: string, root: string = contentRoot): ContentFile[] {
  const files = new Map<string, ContentFile>();
  for (const name of ['base', pack]) {
    for (const file of walk(path.join(root, name), '')) files.set(file.path, file);
  }
  return [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(folder: string, below: string): ContentFile[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const place = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return walk(folder, place);
    return [{ path: place, text: readFileSync(path.join(folder, place), 'utf8') }];
  });
}

/** Modules that read content, each after those it depends on. */
export function contentOrder(modules: readonly ModuleManifest[]): ModuleManifest[] {
  const readers = new Map(modules.filter((module) => module.content).map((module) => [module.name, module]));
  const ordered = new Set<ModuleManifest>();
  const visit = (module: ModuleManifest, trail: readonly string[]): void => {
    if (trail.includes(module.name)) throw new Error(`content readers wait for each other: ${[...trail, module.name].join(' → ')}`);
    for (const name of module.content?.after ?? []) {
      const before = readers.get(name);
      if (before) visit(before, [...trail, module.name]);
    }
    ordered.add(module);
  };
  for (const module of readers.values()) visit(module, []);
  return [...ordered];
}

/** Everything wrong with a pack, from all modules, including files that nobody reads. */
export async function checkContent(modules: readonly ModuleManifest[], files: readonly ContentFile[]): Promise<ContentProblem[]> {
  const readers = contentOrder(modules);
  const problems: ContentProblem[] = [];
  for (const module of readers) problems.push(...((await module.content?.check(taken(module, files))) ?? []));
  const unread = files.filter((file) => !file.path.endsWith('.md') && !readers.some((module) => module.content?.files.test(file.path)));
  return [...problems, ...unread.map((file) => ({ path: file.path, message: '没有模块读取这个文件', hint: '核对文件名和所在文件夹' }))];
}

/** Loads a pack, one module after another, each in its own transaction. */
export async function loadContent(
  kernel: Kernel,
  modules: readonly ModuleManifest[],
  files: readonly ContentFile[],
  onProgress: (title: string) => void = () => undefined,
): Promise<void> {
  for (const module of contentOrder(modules)) {
    onProgress(module.title);
    const own = taken(module, files);
    await inTransaction(kernel, { actor: systemActor('content'), origin: ownOrigin() }, async (ctx) => {
      await module.content?.load(ctx, own);
      ctx.audit('content.load', module.name, { files: own.length });
    });
  }
}

const taken = (module: ModuleManifest, files: readonly ContentFile[]): ContentFile[] => files.filter((file) => module.content?.files.test(file.path));
