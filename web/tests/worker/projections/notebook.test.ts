import { expect, test } from "vitest";
import type { Draft } from "../../../shared/messages.ts";
import { rowsIn } from "../../../shared/rows.ts";
import { UsageError } from "../../../worker/errors.ts";
import type { Run } from "../../../worker/log/store.ts";
import { Notebook } from "../../../worker/projections/notebook.ts";
import { incoming, outgoing } from "../../../worker/sync/exchange.ts";
import { contactAdded, idOf, noon, openDevice, orgCorrected, partsKept } from "../device.ts";

const dayMs = 86_400_000;

async function openAnew(...[database, identity, world]: Parameters<typeof Notebook.open>) {
  await database.delete("snapshot", "views");
  return await Notebook.open(database, identity, world);
}

test("the snapshot plus what is newer answers as the whole log does (I6)", async () => {
  const { database, identity, notebook, world } = await openDevice(1);
  const drafts = Array.from({ length: 600 }, (_, number) => contactAdded(number, `Ada ${number}`));
  await notebook.append(drafts);
  await notebook.tidy();
  expect(await partsKept(database)).toEqual(["first", "log", "views"]);
  await notebook.append([orgCorrected(7, "Analytical Engines")]);
  const summary = await notebook.summary();
  const restored = await Notebook.open(database, identity, world);
  expect(await restored.summary()).toEqual(summary);
  // Small changes do not cost another copy of everything.
  const before = await database.get("snapshot", "views");
  await notebook.tidy();
  expect((await database.get("snapshot", "views"))?.heads).toEqual(before?.heads);
  await database.clear("snapshot");
  const rebuilt = await Notebook.open(database, identity, world);
  expect(await rebuilt.summary()).toEqual(summary);
});

test("the views answer before the log's tables are there, and those come with the first need", async () => {
  const { database, identity, notebook, world } = await openDevice(1);
  await notebook.append(Array.from({ length: 600 }, (_, n) => contactAdded(n, `Ada ${n}`)));
  await notebook.tidy();
  const log = await database.get("snapshot", "log");
  await database.delete("snapshot", "log");
  const opened = await Notebook.open(database, identity, world);
  expect(await opened.ask("people", { archived: 0 })).toHaveLength(600);
  if (log !== undefined) await database.put("snapshot", log);
  await Promise.all([
    opened.append([orgCorrected(7, "Analytical Engines")]),
    opened.ask("entries", {
      contact: null,
      type: null,
      since: null,
      until: null,
      recorded: 0,
      limit: 5,
    }),
  ]);
  const rebuilt = await openAnew(database, identity, world);
  expect(await opened.summary()).toEqual(await rebuilt.summary());
  // And with the log not kept: event by event, and all is folded again.
  await database.delete("snapshot", "log");
  await opened.tidy();
  const again = await Notebook.open(database, identity, world);
  expect(await again.ask("event_types", {})).toHaveLength(3);
  expect(await again.summary()).toEqual(await rebuilt.summary());
});

test("what is not folded yet is waited for, whichever question comes first", async () => {
  const { database, identity, notebook, world } = await openDevice(1);
  const about = { occurred_at: "2026-05-01T12:00:00+02:00" };
  await notebook.append([
    ...Array.from({ length: 600 }, (_, n) => contactAdded(n, `Ada ${n}`)),
    {
      ...{ ...about, type: "insight.captured", subject: idOf(700) },
      data: { text: "Ask for stories", theme: "craft", contact: idOf(1) },
    },
    {
      ...{ ...about, type: "journal.written", subject: idOf(701) },
      data: { text: "A good day", contact: idOf(1) },
    },
    {
      ...{ ...about, type: "help.given", subject: idOf(702) },
      data: { text: "Read a letter", contact: idOf(1) },
    },
  ]);
  await notebook.tidy();
  const firsts: readonly ((opened: Notebook) => Promise<unknown>)[] = [
    (opened) => opened.ask("insights", { contact: null, interview: null, theme: null }),
    (opened) => opened.ask("journal", { contact: null, interview: null }),
    (opened) => opened.ask("belonging", { contact: idOf(1) }),
    (opened) => opened.ask("counts", { before: noon }),
    (opened) => opened.ask("people", { archived: 0 }),
    (opened) => opened.search("stories"),
    (opened) => opened.summary(),
  ];
  for (const first of firsts) {
    const opened = await openAnew(database, identity, world);
    expect(await first(opened)).toEqual(await first(notebook));
    opened.close();
  }
  const opened = await openAnew(database, identity, world);
  await opened.append([contactAdded(800, "Zoë")]);
  expect(await opened.search("zoe")).toHaveLength(1);
  await notebook.catchUp();
  expect(await opened.summary()).toEqual(await notebook.summary());
});

test("views that were folded anew from the kept log are kept for the next start", async () => {
  const { database, identity, notebook, world } = await openDevice(1);
  await notebook.append(Array.from({ length: 600 }, (_, n) => contactAdded(n, `Ada ${n}`)));
  await notebook.tidy();
  const opened = await openAnew(database, identity, world);
  await opened.tidy();
  expect((await database.get("snapshot", "views"))?.heads).toEqual(await notebook.heads());
});

test.each([
  ["views", "bytes"],
  ["views", "version"],
  ["views", "heads"],
  ["views", "notebook"],
  ["log", "bytes"],
  ["log", "version"],
  ["log", "heads"],
] as const)("a snapshot of the %s whose %s do not fit is as good as none", async (name, part) => {
  const { database, identity, notebook, world } = await openDevice(1);
  await notebook.append(
    Array.from({ length: 600 }, (_, number) => contactAdded(number, `Ada ${number}`)),
  );
  await notebook.tidy();
  const good = await database.get("snapshot", name);
  if (good === undefined) throw new Error("there is a snapshot");
  const wrong = {
    bytes: new Uint8Array(good.bytes.length),
    version: "0",
    heads: new Map([[identity.log, { seq: 3, hash: new Uint8Array(32) }]]),
    notebook: "zzzzzzzzzzzzzzzz",
  };
  await database.put("snapshot", { ...good, [part]: wrong[part] });
  const opened = await Notebook.open(database, identity, world);
  expect(await opened.summary()).toEqual(await notebook.summary());
  expect(await opened.ask("people", { archived: 0 })).toHaveLength(600);
});

test("I6: runs taken now and folded later show what runs folded one by one show", async () => {
  const author = await openDevice(1);
  const reader = await openDevice(2);
  const runs: Draft[][] = [];
  for (let from = 1; from <= 40; from += 20) {
    const drafts = Array.from({ length: 20 }, (_, at) => contactAdded(from + at, `Ada ${at}`));
    runs.push([...drafts, orgCorrected(1, `Org ${from}`)]);
  }
  for (const drafts of runs) await author.notebook.append(drafts);
  const segments: Run[] = [];
  const range = { log: author.identity.log, after: 0, until: 43 };
  for await (const batch of incoming(reader.notebook, outgoing(author.notebook, [range]), 16)) {
    segments.push(...batch);
  }
  const [whole] = segments;
  if (whole === undefined) throw new Error("there is a segment");
  const count = await reader.notebook.accept([whole], true);
  expect(count).toBe(43);
  // Durable and in the table, but nobody was told of it yet.
  expect(await reader.notebook.ask("people", { archived: 0 })).toHaveLength(0);
  await reader.notebook.append([orgCorrected(2, "Mine")]);
  expect(await reader.notebook.ask("people", { archived: 0 })).toHaveLength(40);
  await reader.notebook.settle();
  const rebuilt = await Notebook.open(reader.database, reader.identity, reader.world);
  expect(await reader.notebook.summary()).toEqual(await rebuilt.summary());
});

test("talks are the interviews that were started and not ended", async () => {
  const { notebook } = await openDevice(1);
  const occurred_at = "2026-05-01T12:00:00+02:00";
  const starts_at = occurred_at;
  const planned = { contact: idOf(1), starts_at, tz: "Europe/Berlin", planned_minutes: 30 };
  await notebook.append([
    contactAdded(1, "Ada"),
    ...[2, 3].map((number) => ({
      type: "interview.scheduled" as const,
      subject: idOf(number),
      data: { ...planned, mode: "video" as const },
      occurred_at,
    })),
    { type: "interview.started", subject: idOf(3), data: {}, occurred_at },
  ]);
  expect(
    await notebook.ask("interviews", { contact: null, id: null, status: "started" }),
  ).toMatchObject([{ id: idOf(3), name: "Ada" }]);
});

test("a tab follows what another tab wrote, also when it writes itself", async () => {
  const { database, identity, notebook, world } = await openDevice(1);
  const other = await Notebook.open(database, identity, world);
  await notebook.append([contactAdded(1, "Ada")]);
  await other.append([contactAdded(2, "Bob")]);
  expect(await other.ask("people", { archived: 0 })).toHaveLength(2);
  expect(await notebook.ask("people", { archived: 0 })).toHaveLength(1);
  expect(await notebook.catchUp()).toBe(1);
  expect(await notebook.summary()).toEqual(await other.summary());
});

test("I7: the past stays as it was on both axes while the present goes on", async () => {
  let wall = noon;
  const device = await openDevice(1);
  const world = { ...device.world, wallMs: () => wall };
  const notebook = await Notebook.open(device.database, device.identity, world);
  await notebook.append([contactAdded(1, "Ada")]);
  wall = noon + 10 * dayMs;
  await notebook.append([orgCorrected(1, "Analytical Engines")]);
  const recorded = { axis: "recorded", before: noon + 5 * dayMs } as const;
  const occurred = { axis: "occurred", before: noon + 5 * dayMs } as const;
  const early = { axis: "occurred", before: noon - dayMs } as const;
  const person = (asOf?: typeof recorded | typeof occurred) =>
    notebook.ask("contact", { id: idOf(1) }, asOf);
  for (const round of ["before", "after"]) {
    expect([round, (await person())[0]?.["org"]]).toEqual([round, "Analytical Engines"]);
    // It was recorded late but had happened by then.
    expect([round, (await person(occurred))[0]?.["org"]]).toEqual([round, "Analytical Engines"]);
    expect([round, (await person(recorded))[0]?.["org"]]).toEqual([round, null]);
    expect([round, await notebook.ask("people", { archived: 0 }, early)]).toEqual([round, []]);
    expect([round, await notebook.search("ada", recorded)]).toMatchObject([
      round,
      [{ name: "Ada" }],
    ]);
    await notebook.append([contactAdded(100, "Zoë")]);
  }
});

test("I8: an undo takes an event out, and undoing the undo brings it back", async () => {
  const { notebook } = await openDevice(1);
  const [said] = await notebook.append([contactAdded(1, "Ada")]);
  if (said === undefined) throw new Error("one event was said");
  const before = (await notebook.summary()).digest;
  const about = { subject: idOf(1), occurred_at: "2026-05-01T12:00:00+02:00", data: said };
  await notebook.append([{ ...about, type: "event.retracted" }]);
  expect(await notebook.ask("people", { archived: 1 })).toEqual([]);
  await notebook.append([{ ...about, type: "event.restored" }]);
  expect((await notebook.summary()).digest).toBe(before);
});

test("search finds words without accents, by their beginnings, and in scripts without spaces", async () => {
  const { notebook } = await openDevice(1);
  await notebook.append([contactAdded(1, "Zoë Ångström"), contactAdded(2, "山田花子 編集部")]);
  const found = async (words: string) => (await notebook.search(words)).map(({ name }) => name);
  expect(await found("angs zo")).toEqual(["Zoë Ångström"]);
  expect(await found("花子")).toEqual(["山田花子 編集部"]);
  expect(await found('"quoted" OR (')).toEqual([]);
  expect(await found("100%")).toEqual([]);
  expect(await found("  ")).toEqual([]);
});

test("the agenda follows from the facts, the hour and the norms", async () => {
  const { notebook } = await openDevice(1);
  await notebook.append([
    contactAdded(1, "Ada"),
    {
      type: "interview.scheduled",
      subject: idOf(2),
      occurred_at: "2026-05-01T12:00:00+02:00",
      data: {
        contact: idOf(1),
        starts_at: "2026-05-04T10:00:00+02:00",
        tz: "Europe/Berlin",
        planned_minutes: 30,
        mode: "phone",
      },
    },
  ]);
  const due = await notebook.answer({
    ...{ tag: "agenda", now: noon, offset_min: 120, days: 0, contact: null },
    as_of: undefined,
  });
  expect(rowsIn(due)).toMatchObject([{ rule: "prepare", name: "Ada", overdue: 0 }]);
});

test("a question that does not exist, or lacks a parameter, says so", async () => {
  const { notebook } = await openDevice(1);
  await expect(notebook.ask("../schema", {})).rejects.toThrow(UsageError);
  await expect(notebook.ask("contact", {})).rejects.toThrow(/:id/);
  await expect(notebook.ask("people", { archived: 0, more: 1 })).resolves.toEqual([]);
});
