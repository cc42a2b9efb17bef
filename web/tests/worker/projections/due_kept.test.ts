/** What the first screen shows of what is due before the notebook is open. */
import { expect, test } from "vitest";
import { Notebook } from "../../../worker/projections/notebook.ts";
import { keptDue } from "../../../worker/projections/due_kept.ts";
import { contactAdded, idOf, noon, openDevice } from "../device.ts";

const at = "2026-05-01T12:00:00+02:00";
const wanted = { now: noon, offset_min: 120, days: 0, contact: null, limit: 300 };

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
  const rows = await device.notebook.agenda(wanted);
  expect(rows).toMatchObject([{ name: "Ada" }]);
  await device.notebook.tidy();
  return { ...device, rows };
}

test("the same question of the same day finds the last answer", async () => {
  const { database, rows } = await somethingDue();
  expect(await keptDue(database, { ...wanted, now: noon + 3_600_000 })).toEqual(rows);
});

test("another day, another place, another question or another log finds none", async () => {
  const { database, notebook } = await somethingDue();
  expect(await keptDue(database, { ...wanted, now: noon + 86_400_000 })).toBeNull();
  expect(await keptDue(database, { ...wanted, offset_min: -600 })).toBeNull();
  expect(await keptDue(database, { ...wanted, contact: idOf(1) })).toBeNull();
  expect(await keptDue(database, { ...wanted, limit: 5 })).toBeNull();
  const past = { axis: "occurred", before: noon } as const;
  expect(await keptDue(database, { ...wanted, as_of: past })).toBeNull();
  await notebook.append([contactAdded(3, "Bo")]);
  expect(await keptDue(database, wanted)).toBeNull();
});

test("nothing of somebody forgotten is kept", async () => {
  const { database, identity, notebook, world } = await somethingDue();
  await notebook.append([
    { type: "contact.forgotten", subject: idOf(1), occurred_at: at, data: { subjects: [idOf(1)] } },
  ]);
  expect(await database.get("snapshot", "due")).toBeUndefined();
  await notebook.tidy();
  const bytes = (await database.get("snapshot", "due"))?.bytes ?? new Uint8Array();
  expect(new TextDecoder().decode(bytes)).not.toContain("Ada");
  const again = await Notebook.open(database, identity, world);
  expect(await again.agenda(wanted)).toEqual(await keptDue(database, wanted));
});
