import { describe, expect, test } from "vitest";
import type { EventRecord } from "../../../worker/log/database.ts";
import { compact } from "../../../worker/log/compaction.ts";
import { verify } from "../../../worker/log/verify.ts";
import { contactAdded, type Device, notebookId, openDevice } from "../device.ts";

const never = new AbortController().signal;
const count = 40;

async function filled(isPacked: boolean): Promise<Device> {
  const device = await openDevice(1);
  await device.notebook.append(
    Array.from({ length: count - 1 }, (_, number) => contactAdded(number, `Ada ${number}`)),
  );
  if (isPacked) await compact(device.database, 0);
  return device;
}

async function verified({ database }: Device, signal = never) {
  const steps: number[] = [];
  const found = await verify(database, notebookId, (done) => steps.push(done), signal);
  return { found, steps };
}

describe.each([false, true])("I9: every chain is walked (packed: %s)", (isPacked) => {
  test("and found whole, with how far it is", async () => {
    const { found, steps } = await verified(await filled(isPacked));
    expect(found).toEqual({ logs: 1, events: count, isStopped: false, fault: null });
    expect(steps.at(-1)).toBe(count);
  });

  test("a flipped bit anywhere is found, and the event named", async () => {
    const device = await filled(isPacked);
    const { database, identity } = device;
    const { log } = identity;
    if (!isPacked) {
      const record = await database.get("event", [log, 7]);
      const body = record?.body?.slice() ?? new Uint8Array();
      body[90] = (body[90] ?? 0) ^ 4;
      await database.put("event", { ...(record as EventRecord), body });
      const { found } = await verified(device);
      expect(found.fault).toEqual({ log, seq: 7, what: "changed" });
      return;
    }
    const block = await database.get("block", [log, count]);
    if (block === undefined) throw new Error("there is a block");
    for (const at of [2, 5, 200, 4000, block.bytes.byteLength - 1]) {
      const bytes = block.bytes.slice(0);
      new Uint8Array(bytes)[at] = (new Uint8Array(bytes)[at] ?? 0) ^ 1;
      await database.put("block", { ...block, bytes });
      const { found } = await verified(device);
      expect([at, found.fault]).toMatchObject([at, { log, what: "changed" }]);
    }
  });

  test("an event that is missing, a head that lies, a tail behind it", async () => {
    const device = await filled(isPacked);
    const { database, identity } = device;
    const { log } = identity;
    const head = await database.get("head", log);
    if (head === undefined) throw new Error("there is a head");
    await database.put("head", { ...head, seq: head.seq + 1 });
    expect((await verified(device)).found.fault).toEqual({ log, seq: count + 1, what: "missing" });
    await database.put("head", { ...head, hash: new Uint8Array(32) });
    expect((await verified(device)).found.fault).toEqual({ log, seq: count, what: "end" });
    await database.delete("head", log);
    expect((await verified(device)).found.fault).toEqual({ log, seq: 0, what: "end" });
  });
});

test("it can be stopped, and says that nothing is known of the rest", async () => {
  const stop = new AbortController();
  stop.abort();
  const { found } = await verified(await filled(false), stop.signal);
  expect(found).toMatchObject({ isStopped: true, fault: null });
});

test("words that were forgotten leave the chain whole", async () => {
  const device = await filled(false);
  const { notebook } = device;
  await notebook.append([
    {
      type: "contact.forgotten",
      subject: contactAdded(3, "").subject,
      data: { subjects: [] },
      occurred_at: "2026-05-03T12:00:00+02:00",
    },
  ]);
  const { found } = await verified(device);
  expect(found).toMatchObject({ events: count + 1, fault: null });
});
