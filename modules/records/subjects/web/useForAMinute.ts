import { useEffect, useState } from 'react';

const minute = 60_000;

/** State that forgets itself after a minute, so that what was revealed does not stay on a screen somebody has left. */
export function useForAMinute<Value>(): [Value | null, (value: Value | null) => void] {
  const [value, setValue] = useState<Value | null>(null);
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), minute);
    return () => clearTimeout(timer);
  }, [value]);
  return [value, setValue];
}
