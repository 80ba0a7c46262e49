import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { responsibleFor, taskMoveFault, taskMoves } from '../../../engines/processes/contract.ts';
import { mayClaim } from './candidates.ts';
import { processErrors, type Instance, type InstanceDetail, type processEndpoints, type Task, type TaskMoves } from './contract.ts';
import { targetsOf } from './runtime/targets.ts';
import { findTask } from './store/tasks.ts';
import { tables } from './tables.ts';

const taskQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('task')
    .leftJoin('v_user as assignee', 'assignee.id', 'task.assignee_id')
    .leftJoin('v_user as doer', 'doer.id', 'task.done_by')
    .select([
      'task.id', 'task.instance_id', 'task.subject', 'task.node', 'task.title', 'task.step', 'task.unit_id', 'task.assignee_id', 'task.status',
      'task.action', 'task.opinion', 'task.opened_at', 'task.done_at', 'assignee.name as assignee_name', 'doer.name as doer_name',
    ]);

type TaskRecord = Awaited<ReturnType<ReturnType<typeof taskQuery>['executeTakeFirstOrThrow']>>;

/** One task. @throws processes.noTask */
export async function getTask(ctx: Context, id: string): Promise<Task> {
  const row = await taskQuery(ctx).where('task.id', '=', id).executeTakeFirst();
  if (!row) throw processErrors.noTask();
  return toTask(row);
}

/** All tasks of a record, in the order in which they were opened. */
export async function tasksOf(ctx: Context, subject: string): Promise<Task[]> {
  const rows = await taskQuery(ctx).where('task.subject', '=', subject).orderBy('task.opened_at').orderBy('task.id').execute();
  return rows.map(toTask);
}

/** What the actor may do with a task now, and why not where she may not. @throws processes.noTask */
export async function movesOf(ctx: Context, id: string): Promise<TaskMoves> {
  const task = await findTask(ctx, id);
  if (!task) throw processErrors.noTask();
  const responsible = responsibleFor(task.people);
  const claimable = task.status === 'open' && responsible.length === 0 && (await mayClaim(ctx, task));
  const mine = responsible.includes(ctx.actor.id);
  const by = { person: ctx.actor.id };
  const claim = claimable ? null : (taskMoveFault(task.people, 'claim', by) ?? '不在您的办理范围内');
  return {
    mayComplete: task.status === 'open' && (claimable || (mine && taskMoveFault(task.people, 'complete', by) === null)),
    moves: [
      { name: 'claim', allowed: claim === null, why: claim },
      ...taskMoves.map((name) => {
        const why = taskMoveFault(task.people, name, by);
        return { name, allowed: why === null, why };
      }),
    ],
    returnTargets: mine || claimable ? await targetsOf(ctx, task) : [],
  };
}

const instanceQuery = (ctx: Context) =>
  tables(ctx)
    .selectFrom('process_instance')
    .innerJoin('process_definition', 'process_definition.id', 'process_instance.definition_id')
    .select([
      'process_instance.id', 'process_instance.subject', 'process_definition.key', 'process_definition.title', 'process_definition.version',
      'process_instance.status', 'process_instance.started_at', 'process_instance.ended_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('process_incident')
        .whereRef('process_incident.instance_id', '=', 'process_instance.id')
        .where('process_incident.closed_at', 'is', null)
        .select(eb.fn.countAll<number>().as('n'))
        .as('incidents'),
    );

type InstanceRecord = Awaited<ReturnType<ReturnType<typeof instanceQuery>['executeTakeFirstOrThrow']>>;

/** One page of instances within the actor's scope, the newest first. */
export async function listInstances(ctx: Context, filter: InputOf<typeof processEndpoints.instances>): Promise<Page<Instance>> {
  const query = inScope(ctx, instanceQuery(ctx))
    .$if(filter.status !== undefined, (q) => q.where('process_instance.status', '=', filter.status!))
    .$if(filter.subject !== undefined, (q) => q.where('process_instance.subject', '=', filter.subject!))
    .$if(filter.withIncidents === true, (q) =>
      q.where(sql<boolean>`exists (select 1 from process_incident i where i.instance_id = process_instance.id and i.closed_at is null)`),
    );
  const found = await page(ctx, query, filter, { keys: { startedAt: 'process_instance.started_at' }, id: 'process_instance.id', usual: '-startedAt' });
  return { ...found, rows: found.rows.map(toInstance) };
}

/** An instance with its drawing, where it stands, and its tasks. @throws processes.noInstance */
export async function getInstance(ctx: Context, id: string): Promise<InstanceDetail> {
  const row = await inScope(ctx, instanceQuery(ctx)).select(['process_definition.xml', 'process_instance.state']).where('process_instance.id', '=', id).executeTakeFirst();
  if (!row) throw processErrors.noInstance();
  const steps = await tables(ctx).selectFrom('process_step').select('facts').where('instance_id', '=', id).orderBy('id').execute();
  const facts = steps.flatMap((step) => step.facts);
  const incidents = await tables(ctx).selectFrom('process_incident').selectAll().where('instance_id', '=', id).where('closed_at', 'is', null).execute();
  const tasks = await taskQuery(ctx).where('task.instance_id', '=', id).orderBy('task.opened_at').execute();
  return {
    ...toInstance(row),
    xml: row.xml,
    active: [...new Set(row.state.tokens.filter((token) => token.on === undefined).map((token) => token.at))],
    visited: [...new Set(facts.flatMap((fact) => ['via' in fact && fact.via ? fact.via : [], fact.node].flat()))],
    tasks: tasks.map(toTask),
    openIncidents: incidents.map((each) => ({ id: each.id, node: each.node, text: each.text, tries: each.tries, openedAt: each.opened_at.toISOString() })),
  };
}

function inScope<Q extends ReturnType<typeof instanceQuery>>(ctx: Context, query: Q): Q {
  const scope = ctx.actor.scope('processes.read');
  return scope.units === 'all' ? query : (query.where('process_instance.unit_id', 'in', scope.units.length > 0 ? [...scope.units] : ['']) as Q);
}

const toInstance = (row: InstanceRecord): Instance => ({
  id: row.id,
  subject: row.subject,
  definitionKey: row.key,
  definitionTitle: row.title,
  version: row.version,
  status: row.status,
  incidents: row.incidents ?? 0,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

const toTask = (row: TaskRecord): Task => ({
  id: row.id,
  instanceId: row.instance_id,
  subject: row.subject,
  node: row.node,
  title: row.title,
  step: row.step,
  unitId: row.unit_id,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  status: row.status,
  action: row.action,
  opinion: row.opinion,
  doneByName: row.doer_name,
  openedAt: row.opened_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
});
