/** A value that must last a moment before it is shown, so that a flicker is not read aloud. */
import { useLayoutEffect, useState } from "preact/hooks";

export function useSettled<T>(value: T, isFleeting: boolean, wait_ms: number): T {
  const [shown, setShown] = useState(value);
  useLayoutEffect(() => {
    const timer = setTimeout(() => setShown(value), isFleeting ? wait_ms : 0);
    return () => clearTimeout(timer);
  }, [value, isFleeting, wait_ms]);
  return isFleeting ? shown : value;
}
