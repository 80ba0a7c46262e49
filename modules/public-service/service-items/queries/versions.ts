import type { Context } from '../../../../kernel/context.ts';
import { fieldsOf, type CodeTables, type CompiledForm } from '../../../../engines/forms/contract.ts';
import { codeTables } from '../../../platform/dictionaries/api.ts';
import { serviceItemErrors, type Difference, type VersionDetail, type VersionRow } from '../contract.ts';
import { differencesOf, mostDifferences } from '../rules/diff.ts';
import { findVersion, movesOf, type VersionHead, type VersionRecord } from '../store/versions.ts';
import { toPublished } from './published.ts';

/** A version as lists show it. */
export const toVersionRow = (row: VersionHead): VersionRow => ({
  id: row.id,
  version: row.version,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  publishedAt: row.published_at?.toISOString() ?? null,
});

/** One version whole, with who put it into and out of use. @throws service-items.noVersion */
export async function getVersionDetail(ctx: Context, id: string): Promise<VersionDetail> {
  const row = await requireVersion(ctx, id);
  const moves = await movesOf(ctx, id);
  return {
    ...toVersionRow(row),
    itemId: row.item_id,
    itemName: row.definition.itemName,
    item: toPublished(row),
    codes: await codesOf(ctx, row.definition.form),
    processXml: row.process_xml,
    history: moves.map((move) => ({ at: move.at.toISOString(), actorName: move.actor_name, from: move.from_status, to: move.to_status, reason: move.reason })),
  };
}

/** The code tables a form chooses from. */
export function codesOf(ctx: Context, form: CompiledForm): Promise<CodeTables> {
  const keys = fieldsOf(form).flatMap((field) => [field.dictionary, ...(field.columns ?? []).map((column) => column.dictionary)]);
  return codeTables(ctx, [...new Set(keys.filter((key) => key !== undefined))]);
}

/** What a version changes, field by field, against another of the same item. @throws service-items.noVersion, differentItems @source SMX3-031 */
export async function compareVersions(ctx: Context, id: string, since: string): Promise<{ rows: Difference[]; more: boolean }> {
  const [after, before] = [await requireVersion(ctx, id), await requireVersion(ctx, since)];
  if (after.item_id !== before.item_id) throw serviceItemErrors.differentItems();
  const rows = differencesOf(compared(before), compared(after));
  return { rows: rows.slice(0, mostDifferences), more: rows.length > mostDifferences };
}

/** The drawing is compared line by line of its own text: what was there and is not, and the other way round. */
const compared = ({ definition, process_xml: xml }: VersionRecord) => ({ ...definition, process: linesOf(xml) });

/** Elements of a drawing by their id; layout does not count. */
function linesOf(xml: string): Record<string, string> {
  const process = xml.slice(0, Math.max(xml.indexOf('<bpmndi:'), 0) || xml.length);
  const elements = [...process.matchAll(/<[\w:]+ [^>]*\bid="([^"]+)"[^>]*>/g)].map(([tag, id = '']) => [id, tag] as const);
  return Object.fromEntries(elements);
}

async function requireVersion(ctx: Context, id: string): Promise<VersionRecord> {
  const row = await findVersion(ctx, id);
  if (!row) throw serviceItemErrors.noVersion({ id });
  return row;
}
