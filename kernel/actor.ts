/** Which rows a permission reaches: every unit's, or those of the listed units, or only the actor's own. */
export interface DataScope {
  readonly units: 'all' | readonly string[];
  /** Rows the actor herself created or was assigned, whatever their unit. */
  readonly own: boolean;
}

/** Whoever acts: a visitor, a citizen, an officer, an outside application, or the platform itself. */
export interface Actor {
  readonly kind: 'guest' | 'person' | 'staff' | 'application' | 'system';
  /** Account id; `guest` for visitors, the job's name for the platform itself. */
  readonly id: string;
  readonly name: string;
  /** The unit the officer works in; null for everybody else. */
  readonly unitId: string | null;
  /** Session the request came with; null outside of one. */
  readonly sessionId: string | null;
  can(permission: string): boolean;
  /** The rows a permission reaches; `nothing` when the actor lacks the permission. */
  scope(permission: string): DataScope;
}

/** A scope that reaches no row at all. */
export const nothing: DataScope = { units: [], own: false };

/** A scope that reaches every row. */
export const everything: DataScope = { units: 'all', own: true };

/** A visitor who has not signed in; may use public endpoints only. */
export const guest: Actor = {
  kind: 'guest',
  id: 'guest',
  name: '访客',
  unitId: null,
  sessionId: null,
  can: () => false,
  scope: () => nothing,
};

/** The platform acting by itself in a job, an event handler or at start; may do everything. */
export const systemActor = (name: string): Actor => ({
  kind: 'system',
  id: name,
  name: '系统',
  unitId: null,
  sessionId: null,
  can: () => true,
  scope: () => everything,
});
