import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JobDefinition, ModuleManifest } from '../../kernel/module.ts';
import { code, heading, sortedBy, table } from './markdown.ts';

/** A module, the folder it lies in, and what its code announces. */
export interface PlacedModule {
  readonly manifest: ModuleManifest;
  readonly area: string;
  readonly announces: readonly string[];
}

/**
 * Finds the folder of every module and, in its code, the events it announces.
 *
 * @throws Error when a module has no folder of its name
 */
export function placeModules(root: string, modules: readonly ModuleManifest[]): PlacedModule[] {
  return modules.map((manifest) => {
    const [file] = globSync(`modules/*/${manifest.name}/module.ts`, { cwd: root });
    if (file === undefined) throw new Error(`没有名为 ${manifest.name} 的模块文件夹；清单里的名称须与文件夹一致`);
    const folder = path.dirname(file);
    const sources = globSync(`${folder}/**/*.ts`, { cwd: root }).filter((source) => !/(\.test|\/testing)\.ts$/.test(source));
    const announces = new Set(sources.flatMap((source) => announcedIn(readFileSync(path.join(root, source), 'utf8'))));
    return { manifest, area: path.basename(path.dirname(folder)), announces: [...announces].toSorted() };
  });
}

/** The names of events a source text announces. */
export const announcedIn = (source: string): string[] => [...source.matchAll(/\bannounce\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');

/** Renders the map: areas with their modules, who uses whom, events, jobs and functions called by name. */
export function renderModuleMap(placed: readonly PlacedModule[], kernelJobs: Readonly<Record<string, JobDefinition>>): string {
  const inOrder = sortedBy(placed, ({ area, manifest }) => `${area}/${manifest.name}`);
  return [
    heading('Modules', 'An arrow means “calls or imports”; events are told after commit.'),
    '```mermaid\n' + renderGraph(inOrder) + '\n```',
    ...[...Map.groupBy(inOrder, ({ area }) => area)].map(([area, modules]) => `\n## ${area}\n\n${moduleTable(modules)}`),
    `\n## Events\n\n${eventTable(inOrder)}`,
    `\n## Jobs\n\n${jobTable(inOrder, kernelJobs)}`,
    `\n## Functions that processes call\n\n${handlerTable(inOrder)}`,
    '',
  ].join('\n');
}

function renderGraph(placed: readonly PlacedModule[]): string {
  const nodes = [...Map.groupBy(placed, ({ area }) => area)].flatMap(([area, modules]) => [
    `  subgraph ${area}`,
    ...modules.map(({ manifest }) => `    ${manifest.name}["${manifest.name}<br/>${manifest.title}"]`),
    '  end',
  ]);
  const arrows = placed.flatMap(({ manifest }) => manifest.uses.toSorted().map((used) => `  ${manifest.name} --> ${used}`));
  return ['flowchart LR', ...nodes, ...arrows].join('\n');
}

const moduleTable = (placed: readonly PlacedModule[]): string =>
  table(
    ['module', 'title', 'uses', 'endpoints', 'permissions'],
    placed.map(({ manifest, area }) => [
      `[${manifest.name}](../../modules/${area}/${manifest.name}/)`,
      manifest.title,
      manifest.uses.join(', '),
      String(Object.keys(manifest.routes?.endpoints ?? {}).length),
      String(Object.keys(manifest.permissions).length),
    ]),
  );

function eventTable(placed: readonly PlacedModule[]): string {
  const events = new Set(placed.flatMap(({ announces, manifest }) => [...announces, ...Object.keys(manifest.on ?? {})]));
  const who = (holds: (one: PlacedModule) => boolean): string => placed.filter(holds).map(({ manifest }) => manifest.name).join(', ') || '—';
  const rows = [...events].toSorted().map((event) => [
    code(event),
    who(({ announces }) => announces.includes(event)),
    who(({ manifest }) => Object.hasOwn(manifest.on ?? {}, event)),
  ]);
  return table(['event', 'announced by', 'listened to by'], rows);
}

function jobTable(placed: readonly PlacedModule[], kernelJobs: Readonly<Record<string, JobDefinition>>): string {
  const owners = [{ name: 'kernel', jobs: kernelJobs }, ...placed.map(({ manifest: { name, jobs = {} } }) => ({ name, jobs }))];
  const rows = owners.flatMap(({ name, jobs }) => Object.entries(jobs).map(([job, { title, every = '' }]) => [code(`${name}.${job}`), title, code(every) || 'when queued']));
  return table(['job', 'title', 'schedule (China Standard Time)'], rows);
}

function handlerTable(placed: readonly PlacedModule[]): string {
  const rows = placed.flatMap(({ manifest }) => Object.keys(manifest.handlers ?? {}).map((handler) => [code(handler), manifest.name]));
  return table(['function', 'module'], rows);
}
