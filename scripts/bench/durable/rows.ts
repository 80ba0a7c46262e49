import { sql, type Kysely } from 'kysely';
import { readBpmn, step } from '../../../engines/processes/api.ts';
import type { Graph, State } from '../../../engines/processes/contract.ts';

/** Runs one instance to its end, telling after each committed step; stops early when told `false`. */
export type Walk = (stepDone: () => boolean) => Promise<void>;

/** One step of an instance whose state is kept elsewhere. */
export interface RowStep {
  /** What must be kept for the next step. */
  readonly state: string;
  /** The task that waits now; null when the process is over. */
  readonly waiting: string | null;
}

/** Makes one step: starts without a state, otherwise takes the state up again and completes the task that waits. */
export type RowEngine = (kept: { readonly state: string; readonly task: string } | null) => RowStep;

/** Instances of an engine, each one row: locked, read, written and committed at every step, and nothing else. */
export interface Rows {
  readonly walk: Walk;
  /** Bytes of the largest state that was written. */
  largest(): number;
}

/** Keeps an engine's instances in a table that has been made for it. */
export function rowsOf(database: Kysely<unknown>, table: string, engine: RowEngine): Rows {
  const rows = sql.table(table);
  let started = 0;
  let largest = 0;
  const complete = (id: string, task: string): Promise<string | null> =>
    database.transaction().execute(async (transaction) => {
      const kept = await sql<{ state: string }>`select state from ${rows} where id = ${id} for update`.execute(transaction);
      const { state, waiting } = engine({ state: kept.rows[0]?.state ?? '', task });
      largest = Math.max(largest, Buffer.byteLength(state));
      await sql`update ${rows} set state = ${state} where id = ${id}`.execute(transaction);
      return waiting;
    });
  return {
    walk: async (stepDone) => {
      const id = String((started += 1));
      const first = engine(null);
      await sql`insert into ${rows} (id, state) values (${id}, ${first.state})`.execute(database);
      for (let waiting = first.waiting; stepDone() && waiting !== null; ) waiting = await complete(id, waiting);
    },
    largest: () => largest,
  };
}

/** Our engine with nothing around it. */
export async function bareEngine(xml: string): Promise<RowEngine> {
  const { graph } = await readBpmn(xml);
  if (graph === null) throw new Error('the drawing of the race is not in order');
  return (kept) => told(kept ? completed(graph, JSON.parse(kept.state) as State, kept.task) : step(graph, null, { type: 'start' }, { now: new Date() }).state);
}

function completed(graph: Graph, state: State, task: string): State {
  const token = state.tokens.find(({ at }) => at === task)?.id ?? -1;
  return step(graph, state, { type: 'completeTask', token, vars: { action: 'agree' } }, { now: new Date() }).state;
}

const told = (state: State): RowStep => ({ state: JSON.stringify(state), waiting: state.tokens.find(({ wait }) => wait === 'task')?.at ?? null });
