import { createHash } from 'node:crypto';
import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import { readBpmn, type ReadOptions } from '../../../../engines/processes/api.ts';
import { processErrors } from '../contract.ts';
import { findByDigest, insertDefinition } from '../store/definitions.ts';

/**
 * Publishes a drawing under a key; the same drawing again gives the version it has.
 *
 * @throws processes.invalidDrawing with `problems`, each with its element
 * @source SMX1-627, SMX1-635
 */
export async function publishProcess(
  ctx: Context,
  { key, title, xml, options }: { key: string; title: string; xml: string; options?: ReadOptions },
): Promise<{ definitionId: string; version: number }> {
  const digest = createHash('sm3').update(xml).digest('hex');
  const same = await findByDigest(ctx, key, digest);
  if (same) return { definitionId: same.id, version: same.version };
  const read = await readBpmn(xml, options);
  if (read.graph === null) {
    const problems = read.problems.map((problem) => ({ path: problem.element ?? '', message: problem.text }));
    throw processErrors.invalidDrawing({ title, count: problems.length, problems });
  }
  const id = newId(ctx.now());
  const version = await insertDefinition(ctx, { id, key, title, xml, graph: read.graph, digest, published_at: ctx.now(), published_by: ctx.actor.id });
  ctx.audit('processes.publish', id, { key, version });
  return { definitionId: id, version };
}
