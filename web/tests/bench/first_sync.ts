/**
 * One whole first sync of a browser that was let in, sealed or plain: pulled, checked, kept in
 * IndexedDB, folded, the digests compared and a question answered. Told by tests/bench/whole_sync.py,
 * which builds this and serves it beside the notebook.
 */
import { fromText } from "../../worker/keys/bytes.ts";
import { openDatabase } from "../../worker/log/database.ts";
import { join } from "../../worker/log/store.ts";
import { Notebook } from "../../worker/projections/notebook.ts";
import { eventsIn, missing } from "../../worker/sync/heads.ts";
import { runRound } from "../../worker/sync/session.ts";
import { chunksOf, createAsk, httpServer } from "../../worker/sync/transport.ts";
import { encodeHeads } from "../../worker/sync/heads.ts";
import { browserWorld } from "../../worker/world.ts";
import { plainSegments } from "../plain.ts";

interface Task {
  readonly way: "plain" | "sealed";
  readonly database: string;
  readonly notebook: string;
  readonly token: string;
  readonly log: string;
  readonly hlc: number;
  /** Bytes as base64url. */
  readonly signingSeed: string;
  readonly agreementSecret: string;
  readonly root: { readonly log: string; readonly key: string };
  readonly approval: { readonly by: string; readonly signature: string };
  readonly epochs: readonly (readonly [number, string])[];
}

/** As session.ts has it. */
const segmentsABatch = 16;

const world = browserWorld("bench");
const base = new URL("/", self.location.origin).href;

self.addEventListener("message", ({ data }: MessageEvent<Task>) => {
  firstSync(data).then(
    () => self.postMessage("done"),
    (error: unknown) => self.postMessage(`failed: ${String(error)}`),
  );
});

async function firstSync(task: Task): Promise<void> {
  const database = await openDatabase(task.database);
  const notebook = await Notebook.open(database, await joined(task, database), world);
  const ask = createAsk(base, async () => task.token);
  const server = httpServer(ask);
  if (task.way === "sealed") await runRound(notebook, server, () => undefined);
  else await pullPlainly(notebook, ask);
  const [mine, theirs] = [await notebook.summary(), await server.heads(true)];
  // The one event that says who this is has been pushed in the sealed way only.
  const isSame = mine.digest === theirs.digest || task.way === "plain";
  const people = await notebook.ask("people", { archived: 1 });
  if (!isSame || people.length === 0) throw new Error("both sides show something else");
  notebook.close();
  database.close();
}

async function joined(task: Task, database: Awaited<ReturnType<typeof openDatabase>>) {
  const primitives = await world.primitives();
  const { log, notebook, token, hlc, approval } = task;
  const signingSeed = fromText(task.signingSeed);
  const agreementSecret = fromText(task.agreementSecret);
  const root = { log: task.root.log, key: fromText(task.root.key) };
  const keys = {
    publicKey: await primitives.signingPublic(signingSeed),
    agreementKey: await primitives.agreementPublic(agreementSecret),
  };
  const epochs = new Map(task.epochs.map(([number, key]) => [number, fromText(key)]));
  const keyring = {
    tag: "keyring",
    ...{ log, signingSeed, agreementSecret, root, epochs, former: [] },
    approval: { by: approval.by, signature: approval.signature },
  } as const;
  const server = { tag: "server", token, log } as const;
  return await join(database, { notebook, keyring, keys, server, hlc, before: null }, world);
}

/** What session.ts does with sealed segments, but that nothing is opened by a key or judged. */
async function pullPlainly(notebook: Notebook, ask: ReturnType<typeof createAsk>): Promise<void> {
  await notebook.standBy();
  const theirs = await httpServer(ask).heads(false);
  const mine = await notebook.heads();
  const total = eventsIn(missing(mine, theirs.heads));
  const abort = new AbortController();
  const answer = await ask("plain/pull", {
    method: "POST",
    body: encodeHeads(theirs.notebook, mine),
    headers: { "content-type": "application/json" },
    signal: abort.signal,
  });
  const batches = plainSegments(chunksOf(answer, abort), segmentsABatch);
  let done = 0;
  let next = batches.next();
  for (let batch = await next; !batch.done; batch = await next) {
    next = batches.next();
    done += batch.value.reduce((sum, { events }) => sum + events.length, 0);
    await notebook.accept(batch.value, done < total);
  }
  await notebook.settle();
}
