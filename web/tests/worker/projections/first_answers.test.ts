/** What the first screen shows before the notebook is open. */
import { afterEach, expect, test, vi } from "vitest";
import { Notebook } from "../../../worker/projections/notebook.ts";
import {
  keptAnswer,
  momentsAhead,
  readAnswers,
  type Question,
} from "../../../worker/projections/first_answers.ts";
import { dayMs } from "../../../shared/days.ts";
import { rowsIn } from "../../../shared/rows.ts";
import { talksAhead, today, whatIsDue } from "../../../shared/today.ts";
import type { LogDatabase } from "../../../worker/log/database.ts";
import { incoming, outgoing } from "../../../worker/sync/exchange.ts";
import { contactAdded, idOf, noon, notebookId, openDevice, partsKept } from "../device.ts";

const at = "2026-05-01T12:00:00+02:00";
const wanted = whatIsDue(noon);
const talks: Question = {
  ...{ tag: "ask", name: "talks_ahead", as_of: undefined },
  parameters: talksAhead(noon),
};

afterEach(() => {
  vi.useRealTimers();
});

async function kept(database: LogDatabase, question: Question) {
  const moment = question.tag === "agenda" ? question.now : noon;
  return keptAnswer(await readAnswers(database, moment), question);
}

async function somethingDue() {
  const device = await openDevice(1);
  await device.notebook.append([
    contactAdded(1, "Ada"),
    {
      type: "interview.scheduled",
      subject: idOf(2),
      occurred_at: at,
      data: {
        ...{ contact: idOf(1), starts_at: "2026-05-04T10:00:00+02:00", tz: "Europe/Berlin" },
        ...{ planned_minutes: 30, mode: "phone" },
      },
    },
  ]);
  const rows = await device.notebook.answer(wanted);
  expect(rowsIn(rows)).toMatchObject([{ name: "Ada" }]);
  const planned = await device.notebook.answer(talks);
  expect(rowsIn(planned)).toMatchObject([{ name: "Ada", questions: 0 }]);
  await device.notebook.tidy();
  return { ...device, rows, planned };
}

test("a talk ahead knows how many questions are wanted, as soon as that was changed", async () => {
  const { database, notebook } = await somethingDue();
  const wantedOf = (answer: Parameters<typeof rowsIn>[0]) =>
    rowsIn(answer).map(({ questions_wanted }) => questions_wanted);
  expect(wantedOf(await notebook.answer(talks))).toEqual([5]);
  const data = { name: "questions_min", value: 8 } as const;
  await notebook.append([{ type: "setting.changed", subject: notebookId, occurred_at: at, data }]);
  expect(wantedOf(await notebook.answer(talks))).toEqual([8]);
  await notebook.tidy();
  const answer = await kept(database, talks);
  expect(answer && wantedOf(answer)).toEqual([8]);
});

test("the same questions of the same day find the last answers", async () => {
  const { database, rows, planned } = await somethingDue();
  expect(await kept(database, talks)).toEqual(planned);
  expect(await kept(database, { ...wanted, now: noon + 3_600_000 })).toEqual(rows);
});

test("the first start of one of the next days finds answers for that day", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { database, notebook } = await somethingDue();
  const then = momentsAhead(noon).map((now) => whatIsDue(now));
  expect(then).toHaveLength(32);
  // A weekend's at once, the month's little by little.
  expect(await kept(database, whatIsDue(noon + 3 * dayMs))).not.toBeNull();
  expect(await kept(database, whatIsDue(noon + 4 * dayMs))).toBeNull();
  for (const question of then) {
    await vi.advanceTimersByTimeAsync(500);
    await vi.waitUntil(async () => (await kept(database, question)) !== null);
    expect(await kept(database, question)).toEqual(await notebook.answer(question));
  }
  expect(await kept(database, whatIsDue(noon + 32 * dayMs))).toBeNull();
});

test("days that are over are dropped, those to come are not worked out again", async () => {
  const { database, identity, notebook, world } = await somethingDue();
  notebook.close();
  const tomorrow = { ...world, wallMs: () => noon + dayMs };
  const again = await Notebook.open(database, identity, tomorrow);
  const day = await database.get("snapshot", `first ${today(noon + 2 * dayMs)}`);
  if (day === undefined) throw new Error("answers were kept");
  const marked = { ...day, notebook: "left alone" };
  await database.put("snapshot", marked);
  await again.tidy();
  expect(await database.get("snapshot", `first ${today(noon)}`)).toBeUndefined();
  expect(await kept(database, whatIsDue(noon + dayMs))).not.toBeNull();
  expect(await database.get("snapshot", marked.name)).toEqual(marked);
  again.close();
});

test("no day is answered from views that do not show yet what is being taken", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { database, notebook } = await somethingDue();
  const other = await openDevice(2);
  await other.notebook.append([
    contactAdded(3, "Bo"),
    {
      ...{ type: "reminder.scheduled", subject: idOf(4), occurred_at: at },
      data: { contact: idOf(3), due_at: "2026-05-01T09:00:00+02:00", text: "Write" },
    },
  ]);
  const { log } = other.identity;
  const sent = outgoing(other.notebook, [{ log, after: 0, until: 3 }]);
  for await (const batch of incoming(notebook, sent, 16)) await notebook.accept(batch, true);
  for (const _ of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(500);
    await notebook.catchUp();
  }
  await notebook.settle();
  expect(rowsIn(await notebook.answer(wanted))).toHaveLength(2);
  for (const moment of momentsAhead(noon)) {
    const question = whatIsDue(moment);
    const found = await kept(database, question);
    if (found !== null) expect(found).toEqual(await notebook.answer(question));
  }
});

test("another place, another question or another log finds none", async () => {
  const { database, notebook } = await somethingDue();
  expect(await kept(database, { ...wanted, offset_min: -600 })).toBeNull();
  expect(await kept(database, { ...wanted, contact: idOf(1) })).toBeNull();
  expect(await kept(database, { ...wanted, limit: 5 })).toBeNull();
  const past = { axis: "occurred", before: noon } as const;
  expect(await kept(database, { ...wanted, as_of: past })).toBeNull();
  await notebook.append([contactAdded(3, "Bo")]);
  expect(await kept(database, wanted)).toBeNull();
});

test("a question that an upgrade has worded anew finds none, the others their answers", async () => {
  const { database, planned } = await somethingDue();
  const record = await database.get("snapshot", `first ${today(noon)}`);
  if (record === undefined) throw new Error("answers were kept");
  const text = new TextDecoder().decode(record.bytes);
  // As an earlier wording of agenda.sql would have left them.
  const wording = /agenda[^0-9a-f]+([0-9a-f]{64})/.exec(text)?.[1] ?? "";
  const earlier = text.replaceAll(wording, "0".repeat(64));
  expect(earlier).not.toBe(text);
  await database.put("snapshot", { ...record, bytes: new TextEncoder().encode(earlier) });
  expect(await kept(database, wanted)).toBeNull();
  expect(await kept(database, talks)).toEqual(planned);
});

test("nothing of somebody forgotten is kept", async () => {
  const { database, identity, notebook, world } = await somethingDue();
  await notebook.append([
    { type: "contact.forgotten", subject: idOf(1), occurred_at: at, data: { subjects: [idOf(1)] } },
  ]);
  expect(await partsKept(database)).toEqual([]);
  await notebook.tidy();
  for (const { name, bytes } of await database.getAll("snapshot")) {
    if (name.startsWith("first")) expect(new TextDecoder().decode(bytes)).not.toContain("Ada");
  }
  expect(await partsKept(database)).toContain("first");
  const again = await Notebook.open(database, identity, world);
  expect(await again.answer(wanted)).toEqual(await kept(database, wanted));
});

test("a question that comes later is no first answer", () => {
  const question = { tag: "ask", name: "measure_chain", parameters: {}, as_of: undefined } as const;
  expect(keptAnswer(new Map(), question)).toBeNull();
});
