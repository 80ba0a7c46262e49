import { useSyncExternalStore } from 'react';

const query = matchMedia('(max-width: 991px)');

/** Whether the window is too narrow for a menu beside the page. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
