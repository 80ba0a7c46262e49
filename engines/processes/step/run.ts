import { processErrors } from '../errors.ts';
import type { Graph, Vars } from '../graph.ts';
import { isListener, type Completed, type Outcome, type State, type Token } from '../state.ts';
import type { Effect, Reopened } from '../traffic.ts';

export type StepOptions = {
  /** What `now()` is in expressions. */
  readonly now: Date;
  /** Names expressions see besides the process variables, such as the case. */
  readonly scope?: Vars;
};

/** A token on its way to a node. */
export type Arrival = {
  readonly to: string;
  readonly in: number;
  readonly via?: string;
  /** The token whose end led here. */
  readonly by: number;
  readonly reopened?: Reopened;
  readonly back?: string;
};

/**
 * One step at work: the only mutable thing of the engine, thrown away when the step is done.
 *
 * Tokens themselves are replaced, never changed, since the given state shares them.
 */
export type Run = {
  readonly graph: Graph;
  readonly options: StepOptions;
  /** The first token id of this step. */
  readonly first: number;
  /** The token the event speaks of; 0 when it speaks of the instance. */
  cause: number;
  next: number;
  tokens: Token[];
  vars: Vars;
  past: readonly Completed[];
  undoable: readonly { readonly at: string; readonly in: number }[];
  suspended: State['suspended'];
  outcome: Outcome | undefined;
  effects: Effect[];
  /** Tokens on their way, and activities that were done as soon as they began. */
  queue: Arrival[];
  instant: { readonly token: number; readonly answer: Vars }[];
  /** Arrivals from earlier steps used up at joins. */
  merged: { at: string; via: string }[];
  /** Something happened that a withdrawal could not take back. */
  final: boolean;
  visits: number;
  /** Variables together with the caller's names, until a variable changes. */
  base: Vars | undefined;
};

/** Opens a step on a state; null begins a new instance. */
export function beginRun(graph: Graph, state: State | null, options: StepOptions): Run {
  return {
    graph,
    options,
    first: state?.next ?? 1,
    cause: 0,
    next: state?.next ?? 1,
    tokens: state ? [...state.tokens] : [],
    vars: state?.vars ?? {},
    past: state?.past ?? [],
    undoable: state?.undoable ?? [],
    suspended: state?.suspended,
    outcome: state?.outcome,
    effects: [],
    queue: [],
    instant: [],
    merged: [],
    final: false,
    visits: 0,
    base: undefined,
  };
}

/** Closes a step and gives the state to store. */
export function endRun(run: Run): State {
  return {
    next: run.next,
    tokens: run.tokens,
    vars: run.vars,
    past: run.past,
    ...(run.undoable.length > 0 ? { undoable: run.undoable } : {}),
    ...(run.suspended ? { suspended: run.suspended } : {}),
    ...(run.outcome ? { outcome: run.outcome } : {}),
  };
}

export const findToken = (run: Run, id: number): Token | undefined => run.tokens.find((token) => token.id === id);

/** @throws process-engine.notWaiting */
export function getToken(run: Run, id: number): Token {
  const token = findToken(run, id);
  if (!token) throw processErrors.notWaiting({ token: id });
  return token;
}

/** Adds a token under the next id. */
export function addToken(run: Run, token: Omit<Token, 'id'>): Token {
  const added: Token = { id: run.next, ...token };
  run.next += 1;
  run.tokens.push(added);
  return added;
}

/** Replaces a token by a changed one with the same id. */
export function changeToken(run: Run, token: Token, change: Partial<Token>): Token {
  const changed = { ...token, ...change };
  run.tokens = run.tokens.map((one) => (one.id === token.id ? changed : one));
  return changed;
}

export function dropToken(run: Run, id: number): void {
  run.tokens = run.tokens.filter((token) => token.id !== id);
}

/** Lists the tokens that keep a scope alive. */
export const liveIn = (run: Run, scope: number): readonly Token[] => run.tokens.filter((token) => token.in === scope && !isListener(token));

/** An instance of a multi-instance activity has the token of the whole as its scope. */
export function wholeOf(run: Run, token: Token): Token | undefined {
  const outer = token.in === 0 ? undefined : findToken(run, token.in);
  return outer?.wait === 'multi' && outer.at === token.at ? outer : undefined;
}
