import type { Migration } from '../../kernel/db/migrate.ts';
import { code, heading, sortedBy, table } from './markdown.ts';
import type { Column, Schema, Table } from './schema.ts';

/** Tells from the migrations' texts which module made each table and view; the kernel owns what no file makes. */
export function ownersOf(migrations: readonly Pick<Migration, 'owner' | 'sql'>[]): Map<string, string> {
  const made = migrations.flatMap(({ owner, sql }) =>
    [...sql.matchAll(/^\s*create\s+(?:or\s+replace\s+)?(?:table|view)\s+(?:if\s+not\s+exists\s+)?(\w+)/gim)].map((match) => [match[1] ?? '', owner] as const),
  );
  return new Map(made);
}

/** Renders every table and view with its columns and what they mean, module by module. */
export function renderDictionary(schema: Schema, owners: ReadonlyMap<string, string>): string {
  const parts = [
    ...schema.tables.filter(({ partitionOf }) => partitionOf === null).map((each) => ({ name: each.name, text: renderTable(each) })),
    ...schema.views.map(({ name, comment, columns }) => {
      return { name, text: `${title(name, comment)}\n\nA view, for other modules to join.\n\n${table(['column', 'type'], columns.map((column) => [code(column.name), column.type]))}` };
    }),
  ];
  const byOwner = Map.groupBy(parts, ({ name }) => owners.get(name) ?? 'kernel');
  const sections = sortedBy([...byOwner], ([owner]) => (owner === 'kernel' ? '' : owner)).map(([owner, own]) => [`## ${owner}`, ...own.map(({ text }) => text)].join('\n\n'));
  return [heading('Data dictionary', `${parts.length} tables and views, with the comments the database itself holds.`), sections.join('\n\n'), ''].join('\n');
}

const title = (name: string, comment: string | null): string => `### ${name}${comment === null ? '' : `\n\n${comment}`}`;

function renderTable({ name, comment, columns, constraints }: Table): string {
  const rows = columns.map((column) => [code(column.name), column.type, column.required ? 'required' : '', fallback(column), column.comment ?? '']);
  const keys = constraints.filter(({ definition }) => !definition.startsWith('CHECK')).map(({ definition }) => `- ${code(definition)}`);
  return [title(name, comment), table(['column', 'type', '', 'default', 'meaning'], rows), ...(keys.length > 0 ? [keys.join('\n')] : [])].join('\n\n');
}

const fallback = ({ kind, otherwise }: Column): string => (kind === 'identity' ? 'counted' : code(otherwise ?? ''));
