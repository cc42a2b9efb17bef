/** Files in and out, as the app does it, against the real server over real HTTP. */
import { expect, onTestFinished, test, vi } from "vitest";
import { type PackedRows, rowsIn } from "../../shared/rows.ts";
import type { Announcement, FileWord } from "../../shared/messages.ts";
import { createDesk, type Desk } from "../../worker/desk.ts";
import { Refused, Unreachable } from "../../worker/errors.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { readToken } from "../../worker/log/meta.ts";
import { contactAdded, freshName, testWorld } from "./device.ts";
import { makeHome, type RunningServer, startServer } from "./server.ts";

// Each starts a server; two cores are shared with other tests.
vi.setConfig({ testTimeout: 30_000 });

const rows = "Name,E-mail\nAda Novak,ada@example.org\nBoris Kim,\n";
const word: FileWord = { name: "people.csv", columns: [], me: [] };
const soon = { timeout: 8000, interval: 20 };

interface Opened {
  readonly desk: Desk;
  readonly server: RunningServer;
  readonly heard: Announcement[];
  /** What the server knows this browser by. */
  readonly token: string | null;
}

async function opened(): Promise<Opened> {
  const home = makeHome();
  const server = await startServer(home.path, 0);
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    stopping ??= server.stop();
    await stopping;
  };
  onTestFinished(home.remove);
  onTestFinished(stop);
  const heard: Announcement[] = [];
  const world = { ...testWorld(1), wallMs: Date.now };
  const announce = (each: Announcement) => heard.push(each);
  const name = freshName();
  const desk = createDesk({ world, server: server.base, databaseName: name, announce });
  onTestFinished(() => desk.close());
  await desk.answer({ tag: "start", invitation: await server.invitation() });
  const database = await openDatabase(name);
  const token = await readToken(database);
  database.close();
  return { desk, server: { ...server, stop }, heard, token };
}

async function sent(desk: Desk, preview: boolean, content: BlobPart = rows): Promise<string> {
  const file = new Blob([content]);
  return (await desk.answer({ tag: "file_in", file, word, preview })) as string;
}

test("a file is previewed and taken in, and undone as one", async () => {
  const { desk, heard } = await opened();
  expect(JSON.parse(await sent(desk, true)).result).toMatchObject({ added: 2, event: null });
  const { event } = JSON.parse(await sent(desk, false)).result;
  expect(heard.some(({ tag }) => tag === "file_progress")).toBe(true);
  const ask = async (
    name: "imports" | "import_events",
    parameters: Record<string, string | number>,
  ) => {
    const answer = await desk.answer({ tag: "ask", name, parameters, as_of: undefined });
    return rowsIn(answer as PackedRows);
  };
  await desk.answer({ tag: "sync" });
  expect(await ask("imports", { limit: 9 })).toMatchObject([{ log: event.log, added: 2 }]);
  const events = await ask("import_events", { log: event.log, until: event.seq });
  expect(events).toMatchObject([
    { type: "import.completed", seq: event.seq, contact: null },
    { type: "contact.added", source: "csv", retracted: 0 },
    { type: "contact.added", source: "csv", retracted: 0 },
  ]);
});

test("what is wrong with a file comes as its own answer", async () => {
  const { desk } = await opened();
  const { error } = JSON.parse(await sent(desk, true, "Shoe,Hat\n1,2\n"));
  expect(error.code).toBe("file_no_header");
  expect(error.table.titles).toEqual(["Shoe", "Hat"]);
});

test("the log made here is the very file that the server writes", async () => {
  const { desk, server, token } = await opened();
  const occurred_at = "2026-05-01T12:00:00+02:00";
  await desk.answer({ tag: "say", drafts: [contactAdded(1, 'Ada ليلى 😀 \\ "')] });
  const forgotten = { type: "contact.forgotten", subject: contactAdded(1, "").subject } as const;
  await desk.answer({ tag: "say", drafts: [contactAdded(2, "Boris")] });
  await desk.answer({
    tag: "say",
    drafts: [{ ...forgotten, occurred_at, data: { subjects: [] } }],
  });
  await desk.answer({ tag: "say", drafts: [contactAdded(3, "Zoë")] });
  await expect.poll(() => desk.answer({ tag: "sync" }), soon).toMatchObject({ tag: "synced" });
  const here = (await desk.answer({ tag: "export" })) as Blob;
  const there = await fetch(new URL("files/export/notebook.ndjson", server.base), {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await here.text();
  expect(text).toContain('"erased":"');
  expect(text).toBe(await there.text());
  const out = (await desk.answer({ tag: "file_out", name: "notebook.ndjson" })) as Blob;
  expect(await out.text()).toBe(text);
});

test("without a server, the log can be had and nothing else, and it is said", async () => {
  const { desk, server } = await opened();
  await desk.answer({ tag: "say", drafts: [contactAdded(1, "Ada")] });
  await server.stop();
  const log = (await desk.answer({ tag: "export" })) as Blob;
  expect((await log.text()).split("\n")[0]).toContain('"format":"infoview notebook"');
  await expect(sent(desk, true)).rejects.toThrow(Unreachable);
  await expect(desk.answer({ tag: "file_out", name: "people.vcf" })).rejects.toThrow(Unreachable);
});

test("a file that nobody offers is refused by name", async () => {
  const { desk } = await opened();
  await expect(desk.answer({ tag: "file_out", name: "passwords" })).rejects.toThrow(Refused);
});
