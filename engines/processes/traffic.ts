import type { Json, Vars } from './graph.ts';
import type { Outcome } from './state.ts';

/** What happens to an instance. Token ids come from earlier effects. */
export type Event =
  /** `at` names the start event when the process was started by its message, signal or timer. */
  | { readonly type: 'start'; readonly at?: string; readonly vars?: Vars }
  | { readonly type: 'completeTask'; readonly token: number; readonly vars?: Vars }
  | { readonly type: 'completeService'; readonly token: number; readonly vars?: Vars }
  /** With `code` a business error that the drawing may catch; with `text` a technical failure that waits as an incident. */
  | { readonly type: 'failService'; readonly token: number; readonly code?: string; readonly text: string; readonly vars?: Vars }
  | { readonly type: 'timerFired'; readonly token: number }
  | { readonly type: 'messageArrived' | 'signalArrived'; readonly token: number; readonly vars?: Vars }
  | { readonly type: 'calledFinished'; readonly token: number; readonly outcome: Outcome; readonly vars?: Vars }
  | { readonly type: 'calledEscalated'; readonly token: number; readonly code: string; readonly vars?: Vars }
  | { readonly type: 'retry'; readonly token: number }
  | { readonly type: 'returnTo'; readonly token: number; readonly to: string; readonly thenBack?: boolean }
  | { readonly type: 'withdraw'; readonly completed: number }
  | { readonly type: 'jump'; readonly token: number; readonly to: string }
  | { readonly type: 'suspend'; readonly basis: string }
  | { readonly type: 'resume' }
  | { readonly type: 'terminate'; readonly reason: string };

/** Why something open was closed without being completed. */
export type CloseReason = 'interrupted' | 'enough' | 'failed' | 'returned' | 'withdrawn' | 'jumped' | 'terminated' | 'migrated';

/** Why a task was opened again. */
export type Reopened = { readonly by: 'returned' | 'withdrawn'; readonly token: number };

type At = { readonly token: number; readonly node: string };

/** What the caller does in the transaction that stores the new state. */
export type Effect =
  | (At & {
      readonly type: 'openTask';
      readonly inputs?: Vars;
      /** Any one entry suffices, as in the graph, evaluated. */
      readonly candidates?: readonly Vars[];
      readonly item?: Json;
      readonly index?: number;
      /** The earlier token of the same step, whose person usually gets it again. */
      readonly reopened?: Reopened;
    })
  | (At & { readonly type: 'closeTask'; readonly reason: CloseReason | 'completed' })
  /** A step passed without a person, since its rule for automatic handling holds. */
  | (At & { readonly type: 'automatic' })
  | (At & {
      readonly type: 'runService';
      readonly kind: 'service' | 'send' | 'rule';
      readonly handler: string;
      readonly inputs: Vars;
      readonly retries: number;
    })
  | (At & { readonly type: 'cancelService' })
  /** `value` is an ISO 8601 date and time, date, or duration; `calendar` working counts working days only. */
  | (At & { readonly type: 'startTimer'; readonly timer: 'date' | 'duration'; readonly value: string; readonly calendar?: 'working' })
  | (At & { readonly type: 'cancelTimer' })
  | (At & { readonly type: 'pauseTimer' | 'resumeTimer' })
  | (At & { readonly type: 'subscribe'; readonly kind: 'message' | 'signal'; readonly name: string; readonly key?: string })
  | (At & { readonly type: 'unsubscribe' })
  | { readonly type: 'throwMessage'; readonly node: string; readonly name: string; readonly key?: string; readonly payload: Vars }
  | { readonly type: 'throwSignal'; readonly node: string; readonly name: string; readonly payload: Vars }
  /** An escalation nobody caught here: for the calling process, if any. */
  | { readonly type: 'escalate'; readonly node: string; readonly code: string }
  | (At & { readonly type: 'callProcess'; readonly process: string; readonly inputs: Vars; readonly retries: number })
  | (At & { readonly type: 'cancelCall' })
  | (At & { readonly type: 'pauseClock'; readonly basis: string })
  | (At & { readonly type: 'resumeClock' })
  | (At & { readonly type: 'incident'; readonly code: string; readonly text: string })
  | (At & { readonly type: 'incidentOver' })
  | { readonly type: 'suspended'; readonly basis: string }
  | { readonly type: 'resumed' }
  | { readonly type: 'finished'; readonly outcome: Outcome; readonly vars: Vars }
  | HistoryFact;

/** History to keep: what the flow log and the coloured drawing are made of. `by` is the token whose end led here (0: the start). */
export type HistoryFact =
  | (At & { readonly type: 'entered'; readonly via?: string; readonly by: number })
  | (At & { readonly type: 'left'; readonly reason: CloseReason | 'completed' })
  /** Went through a gateway, event or script without waiting. */
  | { readonly type: 'passed'; readonly node: string; readonly via?: string; readonly by: number };
