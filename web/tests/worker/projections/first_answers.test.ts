/** What the first screen shows before the notebook is open. */
import { expect, test } from "vitest";
import { Notebook } from "../../../worker/projections/notebook.ts";
import {
  keptAnswer,
  momentsAhead,
  readAnswers,
  type Question,
} from "../../../worker/projections/first_answers.ts";
import { dayMs } from "../../../shared/days.ts";
import { talksAhead, whatIsDue } from "../../../shared/today.ts";
import type { LogDatabase } from "../../../worker/log/database.ts";
import { contactAdded, idOf, noon, openDevice } from "../device.ts";

const at = "2026-05-01T12:00:00+02:00";
const wanted = whatIsDue(noon);
const talks: Question = {
  ...{ tag: "ask", name: "talks_ahead", as_of: undefined },
  parameters: talksAhead(noon),
};

async function kept(database: LogDatabase, question: Question) {
  return keptAnswer(await readAnswers(database), question);
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
  expect(rows).toMatchObject([{ name: "Ada" }]);
  const planned = await device.notebook.answer(talks);
  expect(planned).toMatchObject([{ name: "Ada", questions: 0 }]);
  await device.notebook.tidy();
  return { ...device, rows, planned };
}

test("the same questions of the same day find the last answers", async () => {
  const { database, rows, planned } = await somethingDue();
  expect(await kept(database, talks)).toEqual(planned);
  expect(await kept(database, { ...wanted, now: noon + 3_600_000 })).toEqual(rows);
});

test("the first start of one of the next days finds answers for that day", async () => {
  const { database, notebook } = await somethingDue();
  const then = momentsAhead(noon).map((now) => whatIsDue(now));
  expect(then).toHaveLength(4);
  for (const question of then) {
    expect(await kept(database, question)).toEqual(await notebook.answer(question));
  }
  expect(await kept(database, whatIsDue(noon + 2 * dayMs))).not.toBeNull();
  expect(await kept(database, whatIsDue(noon + 4 * dayMs))).toBeNull();
});

test("another day, another place, another question or another log finds none", async () => {
  const { database, notebook } = await somethingDue();
  expect(await kept(database, whatIsDue(noon + 30 * dayMs))).toBeNull();
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
  const record = await database.get("snapshot", "first");
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
  expect(await database.get("snapshot", "first")).toBeUndefined();
  await notebook.tidy();
  const bytes = (await database.get("snapshot", "first"))?.bytes ?? new Uint8Array();
  expect(new TextDecoder().decode(bytes)).not.toContain("Ada");
  const again = await Notebook.open(database, identity, world);
  expect(await again.answer(wanted)).toEqual(await kept(database, wanted));
});
