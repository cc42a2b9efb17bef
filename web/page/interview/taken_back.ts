/** The events of one type about one subject, each taken back: what was said is unsaid. */
import type { Draft } from "../../shared/messages";
import { draft } from "../drafts.ts";
import type { Engine } from "../engine.ts";
import { entryOf } from "../person/rows.ts";

/** The events of this type that are looked through, the latest first: more than years of talks make. */
const entriesMax = 1000;

export async function takenBack(
  engine: Engine,
  type: "question.asked" | "note.taken",
  subject: string,
): Promise<readonly Draft[]> {
  const rows = await engine.request({
    tag: "ask",
    name: "entries",
    parameters: { contact: null, type, since: null, until: null, recorded: 0, limit: entriesMax },
    as_of: undefined,
  });
  return rows
    .map(entryOf)
    .filter((entry) => entry.subject === subject && !entry.isRetracted)
    .map(({ log, seq }) => draft("event.retracted", subject, { log, seq }, Date.now()));
}
