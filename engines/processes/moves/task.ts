import type { CountersignMode } from '../graph.ts';

/** Who acts. A proxy acts on behalf of the person whose turn it is; that the proxy may is for the caller to check. */
export type Actor = { readonly person: string; readonly onBehalfOf?: string };

export type Signer = {
  readonly person: string;
  /** Who added this signer; absent for the first ones. */
  readonly addedBy?: string;
  /** The signer whose signature must come first. */
  readonly waitsFor?: string;
  readonly signature?: { readonly agrees: boolean; readonly by: Actor };
};

export type Countersign = {
  readonly mode: CountersignMode;
  /** How many of the signers must agree; unused where any one decides. */
  readonly percent: number;
  readonly signers: readonly Signer[];
  /** Who asked for it and gets the task back; absent when the step itself is a countersign, which ends with the decision. */
  readonly askedBy?: string;
  readonly passed?: boolean;
};

/** The people's side of one open task: plain JSON beside the token, changed only by moves. */
export type Task = {
  readonly status: 'open' | 'done' | 'closed';
  readonly assignee: string | null;
  /** People who delegated the task and wait to get it back, the first one first. */
  readonly delegators: readonly string[];
  /** People who handle the task after the assignee, in turn. */
  readonly following: readonly string[];
  readonly countersign?: Countersign;
  readonly copies: readonly string[];
  readonly urged: number;
  /** Moves the step allows besides handling itself; absent allows all. */
  readonly actions?: readonly string[];
  readonly doneBy?: Actor;
};

/** Moves a step may allow or not; claiming, signing and completing are always possible for those whose turn it is. */
export const taskMoves = ['release', 'transfer', 'delegate', 'countersign', 'addSigner', 'removeSigner', 'urge', 'copyTo'] as const;

export type TaskMove = { readonly by: Actor } & (
  | { readonly type: 'claim' | 'release' | 'resolve' | 'urge' | 'complete' }
  | { readonly type: 'transfer' | 'delegate'; readonly to: string }
  | { readonly type: 'countersign'; readonly mode: CountersignMode; readonly percent?: number; readonly signers: readonly string[] }
  | { readonly type: 'sign'; readonly agrees: boolean }
  | { readonly type: 'addSigner'; readonly person: string; readonly place: 'before' | 'after' }
  | { readonly type: 'removeSigner'; readonly person: string }
  | { readonly type: 'copyTo'; readonly people: readonly string[] }
);

export type TaskMoveName = TaskMove['type'];

export type NewTask = {
  readonly assignee?: string;
  readonly countersign?: { readonly mode: CountersignMode; readonly percent?: number; readonly signers: readonly string[] };
  readonly actions?: readonly string[];
};

/** Makes the task of a token that was just opened. */
export function newTask({ assignee, countersign, actions }: NewTask): Task {
  return {
    status: 'open',
    assignee: assignee ?? null,
    delegators: [],
    following: [],
    copies: [],
    urged: 0,
    ...(countersign ? { countersign: newCountersign(countersign) } : {}),
    ...(actions ? { actions } : {}),
  };
}

/** Makes a countersign nobody has signed; people named twice sign once. */
export function newCountersign({ mode, percent = 100, signers }: NonNullable<NewTask['countersign']>, askedBy?: string): Countersign {
  return { mode, percent, signers: [...new Set(signers)].map((person) => ({ person })), ...(askedBy === undefined ? {} : { askedBy }) };
}

/** Closes a task whose token was closed by the engine. */
export const closeTask = (task: Task): Task => (task.status === 'open' ? { ...task, status: 'closed' } : task);
