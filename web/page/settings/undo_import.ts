/** Takes an import back as a whole, and brings it back. The same events as `infoview undo` says. */
import type { Draft, EventName, QueryName, Row } from "../../shared/messages";
import { draft } from "../drafts.ts";
import type { Engine } from "../engine.ts";
import { number, text } from "../cells.ts";
import { type Imported, type ImportEvent, importEventOf } from "./rows.ts";

export async function importEvents(
  engine: Engine,
  { log, seq }: EventName,
): Promise<readonly ImportEvent[]> {
  return (await ask(engine, "import_events", { log, until: seq })).map(importEventOf);
}

/** Throws, in words, if the import has not arrived on this device yet or is undone already. */
export async function undoDrafts(engine: Engine, name: EventName): Promise<readonly Draft[]> {
  const events = await importEvents(engine, name);
  if (events.length === 0) {
    throw new Error("This import has not arrived on this device yet. Try again in a moment.");
  }
  const standing = events.filter(({ isUndone }) => !isUndone);
  if (standing.length === 0) throw new Error("This import is undone already.");
  const at = Date.now();
  return standing.map(({ log, seq, subject }) =>
    draft("event.retracted", subject, { log, seq }, at),
  );
}

export async function redoDrafts(
  engine: Engine,
  { log, seq, subject }: Pick<Imported, "log" | "seq" | "subject">,
): Promise<readonly Draft[]> {
  const [undo] = await ask(engine, "undo_of", { subject, log, seq });
  if (undo === undefined) throw new Error("This import is not undone.");
  const undoName = { log: text(undo, "log"), seq: number(undo, "seq") ?? 0 };
  const events = (await ask(engine, "undone_together", undoName)).map(importEventOf);
  const at = Date.now();
  return events.map((event) =>
    draft("event.restored", event.subject, { log: event.log, seq: event.seq }, at),
  );
}

/** How many of the people it added one has written to or talked with since. */
export async function metAmong(engine: Engine, name: EventName): Promise<number> {
  const events = await importEvents(engine, name);
  const added = events.filter(({ type }) => type === "contact.added").map(({ subject }) => subject);
  const [row] = await ask(engine, "met_among", { subjects: JSON.stringify(added) });
  return row === undefined ? 0 : (number(row, "met") ?? 0);
}

function ask(
  engine: Engine,
  name: QueryName,
  parameters: Readonly<Record<string, string | number>>,
): Promise<readonly Row[]> {
  return engine.request({ tag: "ask", name, parameters, as_of: undefined });
}
