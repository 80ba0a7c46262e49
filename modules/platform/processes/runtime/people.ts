import type { Context } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/id.ts';
import { titleOf, closeTask, newTask, responsibleFor, type Effect, type Graph, type Vars } from '../../../../engines/processes/contract.ts';
import { usersWithRole } from '../../roles/api.ts';
import { unitsBelow } from '../../organisations/api.ts';
import type { InstanceRow } from '../store/instances.ts';
import { findTaskOfToken, insertTask, updateTask, type CandidateRow } from '../store/tasks.ts';

type Candidate = Omit<CandidateRow, 'task_id'>;

/** Opens a task for whoever may take it; a step reopened by a return goes back to the person who had it. */
export async function openTask(ctx: Context, instance: InstanceRow, graph: Graph, effect: Extract<Effect, { type: 'openTask' }>): Promise<void> {
  const node = graph.nodes[effect.node];
  const work = node?.work;
  const candidates = (effect.candidates ?? []).map((each) => candidateOf(instance, each));
  const assignee = effect.reopened ? await formerPerson(ctx, instance, effect.reopened.token) : candidates.length === 1 ? (candidates[0]?.person_id ?? undefined) : undefined;
  const people = newTask({
    ...(assignee ? { assignee } : {}),
    ...(work?.countersign ? { countersign: { ...work.countersign, signers: await everybody(ctx, candidates) } } : {}),
    ...(work?.actions ? { actions: work.actions } : {}),
  });
  const id = newId(ctx.now());
  await insertTask(
    ctx,
    {
      id,
      instance_id: instance.id,
      token: effect.token,
      node: effect.node,
      title: node ? titleOf(node) : effect.node,
      step: work?.formStep ?? null,
      subject: instance.subject,
      unit_id: candidates[0]?.unit_id ?? instance.unit_id,
      people,
      assignee_id: responsibleFor(people)[0] ?? null,
      status: 'open',
      action: null,
      opinion: null,
      done_by: null,
      opened_at: ctx.now(),
      done_at: null,
    },
    candidates,
  );
  ctx.announce('processes.taskOpened', { taskId: id, subject: instance.subject });
}

/** Closes the task of a token that the process no longer waits for; one that was done stays done. */
export async function closeTaskOf(ctx: Context, instance: InstanceRow, token: number): Promise<void> {
  const task = await findTaskOfToken(ctx, instance.id, token);
  if (task?.status === 'open') await updateTask(ctx, task.id, { people: closeTask(task.people), status: 'closed', done_at: ctx.now() });
}

function candidateOf(instance: InstanceRow, { role, unit, person }: Vars): Candidate {
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return { role_code: text(role), unit_id: text(unit) ?? instance.unit_id, person_id: text(person) };
}

async function formerPerson(ctx: Context, instance: InstanceRow, token: number): Promise<string | undefined> {
  return (await findTaskOfToken(ctx, instance.id, token))?.done_by ?? undefined;
}

/** All people the candidates mean, for a step that several must sign. */
async function everybody(ctx: Context, candidates: readonly Candidate[]): Promise<string[]> {
  const found = new Set<string>();
  for (const each of candidates) {
    if (each.person_id) found.add(each.person_id);
    else if (each.role_code && each.unit_id) for (const id of await usersWithRole(ctx, each.role_code, await unitsBelow(ctx, each.unit_id))) found.add(id);
  }
  return [...found];
}
