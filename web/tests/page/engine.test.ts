/** The page's side of the talk with the worker, over a real message channel. */
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { createEngine, type Port } from "../../page/engine.ts";
import { createNotebook } from "../../page/notebook.ts";
import { draft } from "../../page/drafts.ts";
import type { FromWorker, ToWorker } from "../../shared/messages.ts";

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** An engine whose worker is `answer`. */
function talk(answer: (asked: ToWorker, tell: (message: FromWorker) => void) => void) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const tell = (message: FromWorker) => port2.postMessage(message);
  port2.on("message", (asked: ToWorker) => answer(asked, tell));
  const port: Port = {
    postMessage: (message) => port1.postMessage(message),
    addEventListener: (type: string, hear: (event: { readonly data: FromWorker }) => void) => {
      if (type === "message") port1.on("message", (data: FromWorker) => hear({ data }));
    },
  };
  return { engine: createEngine(port), tell };
}

test("rows cross as one text and arrive as rows", async () => {
  const values = JSON.stringify([
    ["Ada", null, 3, ["b", 1]],
    ["Bo", "Org", 4, []],
  ]);
  const columns = ["name", "org", "count", "tags"];
  const { engine } = talk(({ id }, tell) =>
    tell({ id, ok: true, value: { columns, values }, reads: null }),
  );
  expect(await engine.request({ tag: "search", words: "", as_of: undefined })).toEqual([
    { name: "Ada", org: null, count: 3, tags: '["b",1]' },
    { name: "Bo", org: "Org", count: 4, tags: "[]" },
  ]);
});

test("answers find their questions, whatever their order", async () => {
  const asked: ToWorker[] = [];
  const { engine } = talk((question, tell) => {
    asked.push(question);
    if (asked.length < 2) return;
    for (const { id, request } of asked.toReversed()) {
      const words = request.tag === "search" ? request.words : "";
      tell({ id, ok: true, value: [{ words }], reads: null });
    }
  });
  const search = (words: string) => engine.request({ tag: "search", words, as_of: undefined });
  expect(await Promise.all([search("a"), search("b")])).toEqual([
    [{ words: "a" }],
    [{ words: "b" }],
  ]);
});

test("a failure is thrown with its code and its words", async () => {
  const { engine } = talk(({ id }, tell) =>
    tell({ id, ok: false, failure: { code: "quota", message: "The disk is full." } }),
  );
  await expect(engine.request({ tag: "digest" })).rejects.toMatchObject({
    code: "quota",
    message: "The disk is full.",
  });
});

test("saved is claimed only after the events are durable, and undo retracts them", async () => {
  const said: ToWorker["request"][] = [];
  const { engine } = talk(({ id, request }, tell) => {
    said.push(request);
    tell({ id, ok: true, value: [{ log: "l", seq: 7 }], reads: null });
  });
  let persisted = 0;
  const persist = async () => {
    persisted += 1;
  };
  const notebook = createNotebook(engine, persist);
  const saying = notebook.say([draft("interview.started", "i1", {}, 0)]);
  expect(notebook.toast.value).toBeNull();
  await saying;
  expect(notebook.toast.value?.words).toBe("Saved");
  await notebook.toast.value?.reverse?.run();
  expect(said[1]).toMatchObject({
    drafts: [{ type: "event.retracted", subject: "i1", data: { log: "l", seq: 7 } }],
  });
  expect(notebook.toast.value).toMatchObject({ words: "Undone", reverse: { word: "Redo" } });
  await notebook.toast.value?.reverse?.run();
  expect(said[2]).toMatchObject({
    drafts: [{ type: "event.restored", subject: "i1", data: { log: "l", seq: 7 } }],
  });
  expect(notebook.toast.value).toMatchObject({ words: "Redone", reverse: { word: "Undo" } });
  // Once, after there was something to lose.
  expect(persisted).toBe(1);
});

test("what was removed by hand is brought back with Undo, though it was retracted", async () => {
  const said: ToWorker["request"][] = [];
  const { engine } = talk(({ id, request }, tell) => {
    said.push(request);
    tell({ id, ok: true, value: [{ log: "l", seq: 8 }], reads: null });
  });
  const notebook = createNotebook(engine, async () => undefined);
  const removed = draft("event.retracted", "n1", { log: "l", seq: 7 }, 0);
  await notebook.act([removed], "Note removed");
  expect(notebook.toast.value).toMatchObject({ words: "Note removed", reverse: { word: "Undo" } });
  await notebook.toast.value?.reverse?.run();
  expect(said[1]).toMatchObject({
    drafts: [{ type: "event.restored", subject: "n1", data: { log: "l", seq: 7 } }],
  });
  expect(notebook.toast.value).toMatchObject({ words: "Undone", reverse: { word: "Redo" } });
});

test("an action that could not be kept says why instead of saved", async () => {
  const { engine } = talk(({ id }, tell) =>
    tell({ id, ok: false, failure: { code: "quota", message: "The disk is full." } }),
  );
  const notebook = createNotebook(engine);
  await notebook.act([draft("interview.started", "i1", {}, 0)]);
  expect(notebook.toast.value).toMatchObject({ words: "The disk is full.", isFailure: true });
});

test("an open page keeps its screen while it is paired again, and learns its new log", async () => {
  const sync = {
    tag: "refused",
    waiting: 0,
    synced_at: null,
    offline_since: null,
    problem: null,
    progress: null,
    is_cut_off: true,
  } as const;
  let log = "old";
  const { engine, tell } = talk(({ id }, answer) =>
    answer({ id, ok: true, reads: null, value: { ready: true, notebook: "n", log, sync } }),
  );
  const notebook = createNotebook(engine);
  await notebook.start(null);
  tell({ announcement: { tag: "pairing", pairing: { tag: "failed", words: "They said no." } } });
  const told = { words: "They said no.", isFailure: true };
  await expect.poll(() => notebook.toast.value).toMatchObject(told);
  expect(notebook.phase.value).toMatchObject({ tag: "open", started: { log: "old" } });
  log = "new";
  tell({ announcement: { tag: "pairing", pairing: { tag: "done" } } });
  await expect.poll(() => notebook.phase.value).toMatchObject({ started: { log: "new" } });
});
