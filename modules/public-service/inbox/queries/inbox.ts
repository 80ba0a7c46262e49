import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { page, type SortKeys } from '../../../../kernel/db/page.ts';
import { addDays, chinaDate, startOfChinaDay } from '../../../../kernel/dates.ts';
import type { InputOf, OutputOf } from '../../../../kernel/endpoint.ts';
import type { Page } from '../../../../kernel/lists.ts';
import { addWorkingDays } from '../../../../engines/clocks/contract.ts';
import { clockSummaries, workingCalendar } from '../../../platform/clocks/api.ts';
import { reachOf } from '../../../platform/processes/api.ts';
import { countedAtMost, type InboxCounts, type inboxEndpoints, type InboxLevel, type InboxRow, type InboxTab } from '../contract.ts';
import { caseOf, dueOf, entriesOf, type Entry } from './entries.ts';
import { tables } from '../tables.ts';

const openKeys = { due: 'entry.due_at', submittedAt: 'entry.submitted_at', openedAt: 'entry.opened_at' };

const sorting: Readonly<Record<InboxTab, Omit<SortKeys, 'id'>>> = {
  todo: { keys: openKeys, usual: 'due' },
  claimed: { keys: openKeys, usual: 'due' },
  done: { keys: { doneAt: 'entry.done_at', submittedAt: 'entry.submitted_at' }, usual: '-doneAt' },
};

/** Days within which an application must be accepted, declined or found incomplete. @source 行政许可法 art. 32(4) */
const daysToAccept = 5;

async function entryQuery(ctx: Context, tab: InboxTab, { itemId, step, level }: Pick<InputOf<typeof inboxEndpoints.list>, 'itemId' | 'step' | 'level'>) {
  return tables(ctx)
    .selectFrom(entriesOf(tab, await reachOf(ctx)).as('entry'))
    .$if(itemId !== undefined, (q) => q.where('entry.item_id', '=', itemId!))
    .$if(step !== undefined, (q) => q.where('entry.title', '=', step!))
    .$if(level !== undefined, (q) => q.where('entry.level', '=', level!));
}

/** One page of the officer's tasks: hers and those she may take, what falls due first in front; or what she has done, the latest in front. */
export async function listInbox(ctx: Context, filter: InputOf<typeof inboxEndpoints.list>): Promise<Page<InboxRow>> {
  const { tab = 'todo', text, from, to } = filter;
  const query = (await entryQuery(ctx, tab, filter))
    .selectAll('entry')
    .$if(text !== undefined, (q) => q.where(matches(text!.trim())))
    .$if(from !== undefined, (q) => q.where('entry.submitted_at', '>=', startOfChinaDay(from!)))
    .$if(to !== undefined, (q) => q.where('entry.submitted_at', '<', startOfChinaDay(addDays(to!, 1))));
  const found = await page(ctx, query, filter, { ...sorting[tab], id: 'entry.task_id' });
  return { ...found, rows: await toRows(ctx, found.rows) };
}

/** A number from its beginning or by its last digits, as officers call it out; or part of an item's or organisation's name. */
function matches(text: string) {
  const number = /^[0-9A-Z]{4,50}$/i.test(text);
  return number
    ? sql<boolean>`(entry.number like ${`${text.toUpperCase()}%`} or entry.number like ${`%${text}`})`
    : sql<boolean>`(position(${text} in entry.item_name) > 0 or position(${text} in entry.applicant_shown) > 0)`;
}

async function toRows(ctx: Context, entries: readonly Entry[]): Promise<InboxRow[]> {
  const clocks = await clockSummaries(ctx, entries.flatMap((entry) => entry.clock_id ?? []));
  const calendar = entries.some((entry) => entry.case_status === 'submitted') ? await workingCalendar(ctx) : null;
  return entries.map((entry) => ({
    taskId: entry.task_id,
    caseId: entry.case_id,
    number: entry.number,
    itemName: entry.item_name,
    applicant: entry.applicant_shown,
    unitName: entry.unit_name,
    caseStatus: entry.case_status,
    step: entry.title,
    mine: entry.assignee_id === ctx.actor.id,
    submittedAt: entry.submitted_at.toISOString(),
    openedAt: entry.opened_at.toISOString(),
    doneAt: entry.done_at?.toISOString() ?? null,
    action: entry.action,
    clock: (entry.clock_id && clocks.get(entry.clock_id)) || null,
    acceptBy: calendar && entry.case_status === 'submitted' ? addWorkingDays(calendar, chinaDate(entry.submitted_at), daysToAccept) : null,
  }));
}

interface Group {
  readonly level: InboxLevel | null;
  readonly title: string | null;
  readonly item_id: string | null;
  readonly item_name: string | null;
  /** Which of level, title and item the row is about: 3, 5 and 6; 7 for the whole. */
  readonly about: number;
  readonly n: number;
  readonly mine: number;
}

/** How much waits for the officer, counted in one go for the tabs, lights and choices of the page. */
export async function countInbox(ctx: Context): Promise<InboxCounts> {
  const reach = await reachOf(ctx);
  const today = startOfChinaDay(chinaDate(ctx.now()));
  const { rows } = await sql<Group>`
    select level, title, item_id, max(item_name) as item_name, grouping(level, title, item_id) as about,
      count(*) as n, count(*) filter (where assignee_id = ${reach.userId}) as mine
    from (select * from ${entriesOf('todo', reach)} entry order by due_at limit ${countedAtMost + 1}) entry
    group by grouping sets ((), (level), (title), (item_id)) order by n desc`.execute(tables(ctx));
  const { n: doneToday } = await tables(ctx)
    .selectFrom('v_task')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('done_by', '=', reach.userId)
    .where('status', '=', 'done')
    .where('done_at', '>=', today)
    .executeTakeFirstOrThrow();
  const whole = rows.find(({ about }) => about === 7);
  const levels = Object.fromEntries(rows.filter(({ about }) => about === 3).map(({ level, n }) => [level, n]));
  return {
    todo: Math.min(whole?.n ?? 0, countedAtMost),
    claimed: whole?.mine ?? 0,
    doneToday,
    more: (whole?.n ?? 0) > countedAtMost,
    levels: { normal: levels['normal'] ?? 0, warning: levels['warning'] ?? 0, yellow: levels['yellow'] ?? 0, red: levels['red'] ?? 0 },
    steps: rows.filter(({ about }) => about === 5).map(({ title, n }) => ({ value: title ?? '', label: title ?? '', count: n })),
    items: rows.filter(({ about }) => about === 6).map(({ item_id: id, item_name: name, n }) => ({ value: id ?? '', label: name ?? '', count: n })),
  };
}

/**
 * The task to open after one has been done: what falls due next behind it, else the first of all.
 *
 * The conditions are those of the list the officer works from.
 */
export async function nextTask(ctx: Context, { after, ...conditions }: InputOf<typeof inboxEndpoints.next>): Promise<OutputOf<typeof inboxEndpoints.next>> {
  const behind = sql<boolean>`coalesce((entry.due_at, entry.task_id) > (
    select ${dueOf}, t.id from v_task t join v_case c on c.id = ${caseOf} left join v_clock k on k.id = c.clock_id where t.id = ${after ?? null}::uuid), false)`;
  const found = await (await entryQuery(ctx, 'todo', conditions))
    .select(['entry.task_id', 'entry.case_id'])
    .$if(after !== undefined, (q) => q.where('entry.task_id', '!=', after!).orderBy(behind, 'desc'))
    .orderBy('entry.due_at')
    .orderBy('entry.task_id')
    .limit(1)
    .executeTakeFirst();
  return { task: found ? { taskId: found.task_id, caseId: found.case_id } : null };
}
