import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorTable } from '../../kernel/errors.ts';
import type { ModuleManifest } from '../../kernel/module.ts';
import { code, heading, sortedBy, table } from './markdown.ts';

/** A table of errors and the part of the platform that refuses with it. */
export interface Refusals {
  readonly floor: 'kernel' | 'engines' | 'modules';
  readonly module: string;
  readonly entries: ErrorTable;
}

/** Finds every table of errors: those of the kernel and the engines in their files, those of the modules in their manifests. */
export async function findRefusals(root: string, modules: readonly ModuleManifest[]): Promise<Refusals[]> {
  const below = await Promise.all((['kernel', 'engines'] as const).map((floor) => tablesBelow(root, floor)));
  const own = modules.flatMap(({ errors }): Refusals[] => (errors ? [{ floor: 'modules', ...errors.table }] : []));
  return [...below.flat(), ...own];
}

async function tablesBelow(root: string, floor: 'kernel' | 'engines'): Promise<Refusals[]> {
  const files = globSync(`${floor}/**/*.ts`, { cwd: root }).filter((file) => !file.endsWith('.test.ts') && readFileSync(path.join(root, file), 'utf8').includes('= defineErrors('));
  const exported = await Promise.all(files.map(async (file) => Object.values((await import(path.join(root, file))) as Record<string, unknown>)));
  return exported.flat().filter(hasTable).map((errors) => ({ floor, ...errors.table }));
}

const hasTable = (value: unknown): value is { table: Omit<Refusals, 'floor'> } =>
  typeof value === 'object' && value !== null && 'table' in value && typeof value.table === 'object' && value.table !== null && 'entries' in value.table;

const statusOf = { invalid: 400, forbidden: 403, not_found: 404, conflict: 409, unavailable: 503 } as const;

/** Renders the list of errors, floor by floor. */
export function renderErrors(refusals: readonly Refusals[]): string {
  const floors = (['modules', 'engines', 'kernel'] as const).map((floor) => {
    const parts = sortedBy(refusals.filter((each) => each.floor === floor), ({ module }) => module);
    return [`\n## ${floor}`, ...parts.map(renderTable)].join('\n\n');
  });
  return [heading('Errors', 'Codes are stable; texts are what people see, with `{…}` filled in.').trimEnd(), ...floors, ''].join('\n');
}

function renderTable({ module, entries }: Refusals): string {
  const rows = Object.entries(entries).map(([key, { kind, text }]) => [code(`${module}.${key}`), kind, String(statusOf[kind]), text]);
  return `### ${module}\n\n${table(['code', 'kind', 'status', 'text'], rows)}`;
}
