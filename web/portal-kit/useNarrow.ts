import { useSyncExternalStore } from 'react';

const query = '(width < 48rem)';

/** Whether the window is as narrow as a phone, kept up to date; the same width as in the styles. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
