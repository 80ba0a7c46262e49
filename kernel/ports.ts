/** A place where the platform meets something outside; the app plugs in one adapter at start. */
export interface Port<T> {
  plug(adapter: T): void;
  get(): T;
}

/** Declares a port; using it before an adapter is plugged in is a programming mistake and throws. */
export function definePort<T>(name: string): Port<T> {
  let plugged: T | undefined;
  return {
    plug: (adapter) => {
      plugged = adapter;
    },
    get: () => {
      if (plugged === undefined) throw new Error(`nothing is plugged into port "${name}"`);
      return plugged;
    },
  };
}
