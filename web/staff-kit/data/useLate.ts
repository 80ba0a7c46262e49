import { useEffect, useState } from 'react';

/** Becomes true only when something has lasted: what is quick shall not flicker. */
export function useLate(lasting: boolean, milliseconds = 200): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!lasting) return;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [lasting, milliseconds]);
  return late;
}
