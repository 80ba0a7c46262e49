/** Keeps small things in the browser; a full or forbidden store is no reason to fail. */
function keepIn(store: () => Storage) {
  return {
    read<T>(name: string, otherwise: T): T {
      try {
        const text = store().getItem(`yiwang.${name}`);
        return text === null ? otherwise : (JSON.parse(text) as T);
      } catch {
        return otherwise;
      }
    },
    write(name: string, value: unknown): void {
      try {
        if (value === undefined) store().removeItem(`yiwang.${name}`);
        else store().setItem(`yiwang.${name}`, JSON.stringify(value));
      } catch {
        // A draft or a preference that cannot be kept is lost with the window, as it would be without a store.
      }
    },
    /** Forgets everything that is kept here. */
    clear(): void {
      for (const name of Object.keys(store())) if (name.startsWith('yiwang.')) store().removeItem(name);
    },
  };
}

/** Preferences: stay on this machine. */
export const preferences = keepIn(() => localStorage);

/** Drafts: gone when the window is closed, since desks are shared. */
export const drafts = keepIn(() => sessionStorage);
