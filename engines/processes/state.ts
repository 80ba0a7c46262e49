import type { Json, Vars } from './graph.ts';

/**
 * What a token waits for.
 *
 * `scope`: a sub-process running inside; `multi`: the instances of a multi-instance activity; `join`: the other branches;
 * `choice`: the first event after an event-based gateway; `undo`: running compensation handlers;
 * `stuck`: an incident that kept it from entering its node.
 */
export type Wait = 'task' | 'service' | 'message' | 'signal' | 'timer' | 'call' | 'scope' | 'multi' | 'join' | 'choice' | 'undo' | 'stuck';

/** A failure that waits for somebody: shown, retried, or jumped over. */
export type Incident = { readonly code: string; readonly text: string };

/** Where an instance stands: one token for each thing it waits for. */
export type Token = {
  /** Never used twice within one instance. */
  readonly id: number;
  /** Node id. */
  readonly at: string;
  /** The token of the sub-process or multi-instance it lives in; 0 is the process itself. */
  readonly in: number;
  readonly wait: Wait;
  /**
   * Only on listeners, that is boundary events, events after an event-based gateway and starts of event sub-processes:
   * the token for which they listen.
   */
  readonly on?: number;
  /** Joins and stuck tokens: the flow it arrived by. */
  readonly via?: string;
  /** Own variables of a sub-process. */
  readonly vars?: Vars;
  /** Position among the instances of a multi-instance activity, from 0. */
  readonly index?: number;
  readonly multi?: MultiProgress;
  /** Cycle timers: how many times it may still fire, this one included; -1 without end. */
  readonly rounds?: number;
  readonly incident?: Incident;
  /** How often a service or call was tried again. */
  readonly retries?: number;
  /** A compensation handler at work: the token that threw the compensation. */
  readonly undoFor?: number;
  /** A thrower of compensation: the handlers still to run, the last one first. */
  readonly undoQueue?: readonly string[];
  /** A step reopened by a return that goes straight back: the node to go to once it is completed. */
  readonly back?: string;
};

/** How far a multi-instance activity is. */
export type MultiProgress = {
  readonly total: number;
  readonly started: number;
  readonly completed: number;
  readonly items?: readonly Json[];
  /** Collected results by position; null until an instance completes. */
  readonly results?: readonly Json[];
  readonly ended: readonly number[];
};

/** A completed step that people may return to or withdraw. */
export type Completed = {
  readonly at: string;
  /** The scope it was completed in. */
  readonly in: number;
  /** The token it had. */
  readonly token: number;
  readonly index?: number;
  /** Tokens its completion made; present as long as the step may be withdrawn. */
  readonly made?: readonly number[];
  /** Arrivals its completion used up at joins, put back by a withdrawal. */
  readonly merged?: readonly { readonly at: string; readonly via: string }[];
};

export type Outcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'terminated'; readonly reason: string };

/** The whole state of one instance: plain JSON, replaced as a whole by each step. */
export type State = {
  readonly next: number;
  readonly tokens: readonly Token[];
  readonly vars: Vars;
  /** Completed steps in the order of completion, each step once. */
  readonly past: readonly Completed[];
  /** Completed activities that can be compensated, in the order of completion. */
  readonly undoable?: readonly { readonly at: string; readonly in: number }[];
  readonly suspended?: { readonly basis: string };
  readonly outcome?: Outcome;
};

/** Tells listeners from tokens that keep their scope alive. */
export const isListener = (token: Token): boolean => token.on !== undefined;
