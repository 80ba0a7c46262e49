import assert from 'node:assert/strict';
import type { State, Wait } from '../state.ts';
import type { Effect, Event } from '../traffic.ts';

/** What a caller's tables would hold after the effects so far: open tasks, running services, timers, subscriptions, calls, history. */
export type Ledger = {
  readonly tasks: Set<number>;
  readonly services: Set<number>;
  readonly timers: Set<number>;
  readonly subscriptions: Set<number>;
  readonly calls: Set<number>;
  readonly incidents: Set<number>;
  readonly inside: Set<number>;
};

export const newLedger = (): Ledger => ({
  tasks: new Set(), services: new Set(), timers: new Set(), subscriptions: new Set(), calls: new Set(), incidents: new Set(), inside: new Set(),
});

/** Keeps the books of one step, and refuses what no table would take: opening what is open, closing what is not. */
export function book(ledger: Ledger, event: Event, effects: readonly Effect[]): void {
  if (event.type === 'timerFired') ledger.timers.delete(event.token);
  if (event.type === 'completeService') ledger.services.delete(event.token);
  if (event.type === 'calledFinished') ledger.calls.delete(event.token);
  for (const effect of effects) {
    const entry = entries[effect.type];
    if (!entry || !('token' in effect)) continue;
    const [table, opens] = entry;
    if (opens) ledger[table].add(effect.token);
    else assert.ok(ledger[table].delete(effect.token) || table === 'services' || table === 'calls', `${effect.type} of what is not open: ${effect.token}`);
  }
}

const entries: { readonly [type: string]: readonly [keyof Ledger, boolean] | undefined } = {
  openTask: ['tasks', true],
  closeTask: ['tasks', false],
  runService: ['services', true],
  cancelService: ['services', false],
  startTimer: ['timers', true],
  cancelTimer: ['timers', false],
  subscribe: ['subscriptions', true],
  unsubscribe: ['subscriptions', false],
  callProcess: ['calls', true],
  cancelCall: ['calls', false],
  incident: ['incidents', true],
  incidentOver: ['incidents', false],
  entered: ['inside', true],
  left: ['inside', false],
};

/** Checks that the tables say what the state says. */
export function assertBooked(ledger: Ledger, state: State): void {
  const waiting = (...waits: readonly Wait[]) => state.tokens.filter((token) => waits.includes(token.wait)).map((token) => token.id);
  const same = (table: ReadonlySet<number>, ids: readonly number[], what: string) => assert.deepEqual([...table].toSorted(), ids.toSorted(), what);
  same(ledger.tasks, waiting('task'), 'open tasks');
  same(ledger.timers, waiting('timer'), 'timers');
  same(ledger.subscriptions, waiting('message', 'signal'), 'subscriptions');
  same(ledger.services, waiting('service'), 'services');
  same(ledger.calls, waiting('call'), 'calls');
  same(ledger.incidents, state.tokens.filter((token) => token.incident).map((token) => token.id), 'incidents');
  const inside = state.tokens.filter((token) => token.on === undefined && token.wait !== 'join' && token.wait !== 'stuck');
  same(ledger.inside, inside.map((token) => token.id), 'nodes entered and not left');
}
