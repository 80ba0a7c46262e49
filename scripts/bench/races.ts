import type { Race, Unmeasured } from './race.ts';
import { crypto } from './races/crypto.ts';
import { documents } from './races/documents.ts';
import { form } from './races/form.ts';
import { portal } from './races/portal.ts';
import { processes } from './races/process.ts';
import { decisions } from './races/rules.ts';
import { start } from './races/start.ts';

/** Every race there is, in the order in which they are run. */
export const races: readonly Race[] = [crypto, form, decisions, processes, documents, start, portal];

/** Targets of the design that wait for their race. */
export const unmeasured: readonly Unmeasured[] = [
  { name: 'lifecycle', what: 'a food licence from draft to rating over HTTP, at least 30 a second on 2 cores, every request within 300 ms (p95)' },
  { name: 'crowd', what: '150 users at a million cases, p95 within 300 ms, and where p95 passes 1 s' },
  { name: 'search', what: 'the first page of every search over five million cases, p95 within 100 ms' },
  { name: 'memory', what: 'a server after a day of simulated work, flat and at most 400 MB' },
  { name: 'form', what: 'a keystroke in Chromium, at most 16 ms' },
  { name: 'crypto', what: 'SM2 co-signing (at least 2,000/s) and timestamps (at least 80/s issued, 150/s verified)' },
];
