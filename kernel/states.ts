export type StateTable<S extends string> = Readonly<Record<S, readonly S[]>>;

export interface States<S extends string> {
  readonly start: S;
  readonly moves: StateTable<S>;
  /** Whether the table allows the move. */
  can(from: S, to: S): boolean;
  /** Whether nothing leads out of the state. */
  isFinal(state: S): boolean;
}

/** A table of allowed moves; throws while loading when a state cannot be reached from the start. */
export function defineStates<S extends string>(start: S, moves: StateTable<S>): States<S> {
  const reached = new Set<S>([start]);
  for (const state of reached) for (const next of moves[state]) reached.add(next);
  const lost = (Object.keys(moves) as S[]).filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`states cannot be reached from "${start}": ${lost.join(', ')}`);
  return {
    start,
    moves,
    can: (from, to) => moves[from].includes(to),
    isFinal: (state) => moves[state].length === 0,
  };
}
