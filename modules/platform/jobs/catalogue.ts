import { reactionTask } from '../../../kernel/events/announce.ts';
import { kernelJobs } from '../../../kernel/jobs/housekeeping.ts';
import type { ModuleManifest } from '../../../kernel/module.ts';
import { definePort } from '../../../kernel/ports.ts';

/** A kind of background work. */
export interface KnownJob {
  readonly title: string;
  /** Crontab in China Standard Time; null for work that is only asked for. */
  readonly every: string | null;
}

/** Every kind of work this version knows, by task name; the app plugs in what `describeJobs` makes of its modules. */
export const knownJobs = definePort<ReadonlyMap<string, KnownJob>>('known jobs');

/** Collects jobs and reactions to events from the manifests and the kernel. */
export function describeJobs(modules: readonly Pick<ModuleManifest, 'name' | 'title' | 'jobs' | 'on'>[]): ReadonlyMap<string, KnownJob> {
  const all: readonly Pick<ModuleManifest, 'name' | 'title' | 'jobs' | 'on'>[] = [{ name: 'kernel', title: '平台', jobs: kernelJobs }, ...modules];
  return new Map(
    all.flatMap(({ name, title, jobs = {}, on = {} }) => [
      ...Object.entries(jobs).map(([job, definition]) => [`${name}.${job}`, { title: definition.title, every: definition.every ?? null }] as const),
      ...Object.keys(on).map((event) => [reactionTask(name, event), { title: `${title}响应 ${event}`, every: null }] as const),
    ]),
  );
}
