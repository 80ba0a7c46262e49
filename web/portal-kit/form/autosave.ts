/** How far keeping is: nothing to keep, waiting or under way, kept, or not kept and to be tried again. */
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

export interface Autosave<T> {
  /** Something was changed: it is kept a moment after the last change. */
  change(value: T): void;
  /** Keeps what waits now; resolves to whether everything is kept. `leaving` tells that the page is going away. */
  flush(leaving?: boolean): Promise<boolean>;
}

interface AutosaveOptions<T> {
  readonly save: (value: T, leaving: boolean) => Promise<void>;
  readonly onState: (state: SaveState) => void;
  /** Milliseconds of quiet before keeping. */
  readonly delay?: number;
}

/** Keeps the latest value, one request at a time, in order; a failure keeps the value for the next try. */
export function createAutosave<T>({ save, onState, delay = 800 }: AutosaveOptions<T>): Autosave<T> {
  let waiting: { value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;

  const work = async (leaving: boolean): Promise<boolean> => {
    while (waiting) {
      const taken = waiting;
      waiting = null;
      onState('saving');
      try {
        await save(taken.value, leaving);
        onState('saved');
      } catch {
        waiting ??= taken;
        onState('failed');
        return false;
      }
    }
    return true;
  };

  const flush = async (leaving = false): Promise<boolean> => {
    clearTimeout(timer);
    running ??= work(leaving).finally(() => {
      running = null;
    });
    return running;
  };

  return {
    change: (value) => {
      waiting = { value };
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), delay);
    },
    flush,
  };
}
