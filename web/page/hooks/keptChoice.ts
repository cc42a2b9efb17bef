/**
 * What is chosen on a screen, kept with its entry of the history: back finds it as it was, going there
 * anew begins anew.
 */
import { useState } from "preact/hooks";
import { type Entry, entryNow } from "../entries.ts";

type Choice<T> = readonly [T, (next: T) => void];

/**
 * A hook like `useState`; make one for each choice, outside of its component. Of several such
 * components on one screen, each says its name.
 */
export function keptChoice<T>(initial: T): (name?: string) => Choice<T> {
  const chosen = new WeakMap<Entry, Map<string, { readonly value: T }>>();
  return (name = "") => {
    const [entry] = useState(entryNow);
    const [{ value }, setChosen] = useState(
      () => chosen.get(entry)?.get(name) ?? { value: initial },
    );
    const choose = (next: T) => {
      const byName = chosen.get(entry) ?? new Map<string, { readonly value: T }>();
      chosen.set(entry, byName.set(name, { value: next }));
      setChosen({ value: next });
    };
    return [value, choose];
  };
}
