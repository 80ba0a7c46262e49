import type { Context } from '../../../../kernel/context.ts';
import { returnTargets } from '../../../../engines/processes/api.ts';
import { graphOf } from '../store/definitions.ts';
import { findInstance } from '../store/instances.ts';
import type { TaskRow } from '../store/tasks.ts';

/** The earlier steps a task may be returned to. */
export async function targetsOf(ctx: Context, task: TaskRow): Promise<{ node: string; title: string; thenBack: boolean }[]> {
  const instance = await findInstance(ctx, task.instance_id);
  if (!instance) return [];
  const graph = await graphOf(ctx, instance.definition_id);
  return returnTargets(graph, instance.state, task.token).map(({ node, title, thenBack }) => ({ node, title, thenBack }));
}
