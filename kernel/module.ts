import type { Actor } from './actor.ts';
import type { Context } from './context.ts';
import type { Routes } from './endpoint.ts';
import type { ErrorTable } from './errors.ts';
import { definePort } from './ports.ts';

/** One kind of background work. Runs in one transaction; its effects commit together, once per job. */
export interface JobDefinition {
  readonly title: string;
  run(ctx: Context, payload: never): Promise<void>;
  /** Crontab in China Standard Time, e.g. `10 0 * * *`; absent for jobs that are only enqueued. */
  readonly every?: string;
  /** Tries before the job is kept as dead; 8 unless said, with growing pauses. */
  readonly attempts?: number;
}

/** Reaction to another module's announced fact. */
export type EventHandler = (ctx: Context, payload: never) => Promise<void>;

/** A function that data may name: plain values in, plain values out. */
export type NamedHandler = (ctx: Context, input: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>;

/** All named functions of all modules; the app plugs them in, so that engines driven by data reach modules without importing them. */
export const namedHandlers = definePort<ReadonlyMap<string, NamedHandler>>('named handlers');

/** Every permission some module declares, with its title; the app plugs it in for whoever grants or shows permissions. */
export const declaredPermissions = definePort<ReadonlyMap<string, string>>('declared permissions');

/** A file of a content pack: its path below `content/` and its text. */
export interface ContentFile {
  readonly path: string;
  readonly text: string;
}

/** Something wrong with content, told so that its author can mend it. */
export interface ContentProblem {
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
}

/** How a module takes its part of a content pack. */
export interface ContentReader {
  /** Which files it takes, by their path below the pack. */
  readonly files: RegExp;
  /** Modules whose content must be loaded first. */
  readonly after?: readonly string[];
  /** Finds everything wrong without touching the database. */
  check(files: readonly ContentFile[]): Promise<ContentProblem[]>;
  /** Makes the database hold what the files say; running it again changes nothing. */
  load(ctx: Context, files: readonly ContentFile[]): Promise<void>;
}

export interface ModuleManifest {
  readonly name: string;
  readonly title: string;
  /** Modules whose `api.ts` or `contract.ts` this one imports; checked against the imports that exist. */
  readonly uses: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly routes?: Routes;
  readonly errors?: { readonly table: { readonly module: string; readonly entries: ErrorTable } };
  readonly jobs?: Readonly<Record<string, JobDefinition>>;
  /** Event name → what this module does about it. */
  readonly on?: Readonly<Record<string, EventHandler>>;
  readonly content?: ContentReader;
  /** Functions that processes may call by name, e.g. `licences.issueForCase`; each in the caller's transaction. */
  readonly handlers?: Readonly<Record<string, NamedHandler>>;
  /** Finds who a session token belongs to; exactly one module provides it. */
  readonly authenticate?: (ctx: Context, token: string) => Promise<Actor | null>;
}

/** Declares a module: what it is called, needs, allows, serves, does by itself and reacts to. */
export const defineModule = (manifest: ModuleManifest): ModuleManifest => manifest;
