import type { Context } from '../../../../kernel/context.ts';
import { moveTask, responsibleFor } from '../../../../engines/processes/api.ts';
import type { Event, TaskMove } from '../../../../engines/processes/contract.ts';
import { processErrors, type CompleteTask, type Task } from '../contract.ts';
import { mayClaim } from '../candidates.ts';
import { getTask } from '../queries.ts';
import { advance } from '../runtime/advance.ts';
import { lockInstance, type InstanceRow } from '../store/instances.ts';
import { isActiveUser, lockTask, updateTask, type TaskRow } from '../store/tasks.ts';

type Move = TaskMove extends infer M ? (M extends TaskMove ? Omit<M, 'by'> : never) : never;

/** Takes an open task that the actor may take. @throws processes.noTask, notYours, refused */
export async function claimTask(ctx: Context, id: string): Promise<Task> {
  const { task } = await lockForWork(ctx, id);
  if (!(await mayClaim(ctx, task))) throw processErrors.notYours();
  return apply(ctx, task, { type: 'claim' });
}

/**
 * Makes one of the moves between people: release, transfer, delegate, resolve, countersign, add or remove a signer, urge, copy.
 *
 * @throws processes.noTask, noSuchPerson, refused with the reason in words
 */
export async function makeMove(ctx: Context, id: string, move: Exclude<Move, { type: 'claim' | 'complete' | 'sign' }>): Promise<Task> {
  const { task } = await lockForWork(ctx, id);
  for (const person of peopleIn(move)) if (!(await isActiveUser(ctx, person))) throw processErrors.noSuchPerson();
  return apply(ctx, task, move);
}

/** Signs a countersigned task; where that decides a step which is itself a countersign, the process goes on. @throws processes.noTask, refused */
export async function signTask(ctx: Context, id: string, { agrees, opinion }: { agrees: boolean; opinion?: string }): Promise<Task> {
  const { task, instance } = await lockForWork(ctx, id);
  const after = await apply(ctx, task, { type: 'sign', agrees });
  ctx.audit('processes.sign', id, { agrees, ...(opinion === undefined ? {} : { opinion }) });
  if (after.status !== 'done') return after;
  const current = await lockTask(ctx, id);
  const passed = current?.people.countersign?.passed ?? false;
  await updateTask(ctx, id, { action: passed ? 'agree' : 'disagree', done_by: ctx.actor.id, done_at: ctx.now() });
  await advance(ctx, instance, { type: 'completeTask', token: task.token, vars: { passed } });
  return getTask(ctx, id);
}

/**
 * Completes a task with what was decided; the process goes on in the same transaction.
 *
 * An unclaimed task is claimed on the way when the actor may take it. The process sees `action`.
 *
 * @throws processes.noTask, notYours, refused
 */
export async function completeTask(ctx: Context, id: string, { action, opinion, variables = {} }: CompleteTask): Promise<void> {
  const { task, instance } = await lockForWork(ctx, id);
  const mine = await own(ctx, task);
  const done = move(mine, ctx, { type: 'complete' });
  await updateTask(ctx, id, { people: done, status: 'done', assignee_id: ctx.actor.id, action, opinion: opinion ?? null, done_by: ctx.actor.id, done_at: ctx.now() });
  await advance(ctx, instance, { type: 'completeTask', token: task.token, vars: { ...variables, action } });
  ctx.audit('processes.complete', id, { subject: task.subject, action });
}

/** Sends the work back to an earlier step; `thenBack` returns it here directly afterwards. @throws processes.noTask, notYours, process-engine.cannotMove */
export async function returnTask(ctx: Context, id: string, { to, thenBack = false, opinion }: { to: string; thenBack?: boolean; opinion: string }): Promise<void> {
  const { task, instance } = await lockForWork(ctx, id);
  const mine = await own(ctx, task);
  move(mine, ctx, { type: 'complete' });
  await updateTask(ctx, id, { action: 'return', opinion, done_by: ctx.actor.id });
  await advance(ctx, instance, { type: 'returnTo', token: task.token, to, thenBack });
  ctx.audit('processes.return', id, { subject: task.subject, to });
}

/** Takes back the actor's own completed step while nobody has begun on what follows. @throws processes.noTask, notYours, process-engine.cannotMove */
export async function withdrawTask(ctx: Context, id: string): Promise<void> {
  const task = await lockTask(ctx, id);
  if (!task || task.status !== 'done') throw processErrors.noTask();
  if (task.done_by !== ctx.actor.id) throw processErrors.notYours();
  const instance = await requireInstance(ctx, task);
  await advance(ctx, instance, { type: 'withdraw', completed: task.token } satisfies Event);
  ctx.audit('processes.withdraw', id, { subject: task.subject });
}

async function lockForWork(ctx: Context, id: string): Promise<{ task: TaskRow; instance: InstanceRow }> {
  const found = await lockTaskAndInstance(ctx, id);
  if (found.task.status !== 'open') throw processErrors.refused({ why: '任务已经办理或已经关闭' });
  return found;
}

/** Locks the instance first, as every step does, and then the task, so that nobody waits for each other in a circle. */
async function lockTaskAndInstance(ctx: Context, id: string): Promise<{ task: TaskRow; instance: InstanceRow }> {
  const { instanceId } = await getTask(ctx, id);
  const instance = await lockInstance(ctx, instanceId);
  const task = await lockTask(ctx, id);
  if (!instance || !task) throw processErrors.noTask();
  return { task, instance };
}

async function requireInstance(ctx: Context, task: TaskRow): Promise<InstanceRow> {
  const instance = await lockInstance(ctx, task.instance_id);
  if (!instance) throw processErrors.noInstance();
  return instance;
}

/** The task as the actor's own: claimed on the way where she may. */
async function own(ctx: Context, task: TaskRow): Promise<TaskRow> {
  if (responsibleFor(task.people).length > 0) {
    if (!responsibleFor(task.people).includes(ctx.actor.id)) throw processErrors.notYours();
    return task;
  }
  if (!(await mayClaim(ctx, task))) throw processErrors.notYours();
  return { ...task, people: move(task, ctx, { type: 'claim' }) };
}

function move(task: TaskRow, ctx: Context, change: Move): TaskRow['people'] {
  const result = moveTask(task.people, { ...change, by: { person: ctx.actor.id } } as TaskMove);
  if ('refused' in result) throw processErrors.refused({ why: result.refused });
  return result.task;
}

async function apply(ctx: Context, task: TaskRow, change: Move): Promise<Task> {
  const people = move(task, ctx, change);
  await updateTask(ctx, task.id, { people, assignee_id: responsibleFor(people)[0] ?? null, status: people.status });
  ctx.audit(`processes.${change.type}`, task.id, { subject: task.subject });
  ctx.announce('processes.taskMoved', { taskId: task.id, subject: task.subject, move: change.type });
  return getTask(ctx, task.id);
}

function peopleIn(change: Move): readonly string[] {
  switch (change.type) {
    case 'transfer':
    case 'delegate':
      return [change.to];
    case 'countersign':
      return change.signers;
    case 'addSigner':
      return [change.person];
    case 'copyTo':
      return change.people;
    default:
      return [];
  }
}
