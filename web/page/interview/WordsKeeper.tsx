/**
 * Watches over typed words while the app is open, on whichever screen: reads them back at the start,
 * writes them when the page is hidden or left, and lets go of those about somebody forgotten.
 */
import { useEffect } from "preact/hooks";
import type { Parameters, QueryName } from "../../shared/messages";
import type { Engine } from "../engine.ts";
import { useNotebook } from "../notebook.ts";
import { wordsHere } from "./words_here.ts";

export function WordsKeeper() {
  const { changes, engine, keep } = useNotebook();
  useEffect(() => {
    wordsHere.open(keep);
    const flush = () => void wordsHere.flush();
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
    };
  }, [keep]);

  const current = changes.value.count;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `current` asks again after a change.
  useEffect(() => {
    // A notebook that does not answer says so on the screen itself.
    forgetWords(engine).catch(() => undefined);
  }, [engine, current]);
  return null;
}

/** Words of interviews that are gone, if anybody was ever forgotten: a merely undone one may come back. */
async function forgetWords(engine: Engine): Promise<void> {
  const kept = [...(wordsHere.all.peek()?.values() ?? [])];
  for (const interview of new Set(kept.map((one) => one.interview))) {
    if (!(await isForgotten(engine, interview))) continue;
    for (const one of kept) if (one.interview === interview) wordsHere.drop(one.key);
  }
}

async function isForgotten(engine: Engine, interview: string): Promise<boolean> {
  const ask = (name: QueryName, parameters: Parameters) =>
    engine.request({ tag: "ask", name, parameters, as_of: undefined });
  const rows = await ask("interviews", { contact: null, id: interview, status: null });
  if (rows.length > 0) return false;
  const forgotten = await ask("entries", {
    contact: null,
    type: "contact.forgotten",
    since: null,
    until: null,
    recorded: 0,
    limit: 1,
  });
  return forgotten.length > 0;
}
