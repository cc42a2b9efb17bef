/** A transaction that the browser aborts is told to who waits for it, and to nobody else. */
import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { get, openDatabase, read, write } from "../../../worker/log/database.ts";

// An unhandled rejection fails the run, and in the app it is an error on the console.
test.each([
  { name: "read", within: read },
  { name: "write", within: write },
])("$name: its work and its end fail as one", async ({ within }) => {
  const database = await openDatabase(`aborted ${within.name}`);
  const aborted = within(database, ["head"], async (transaction) => {
    const asked = transaction.objectStore("head").get("a log");
    transaction.abort();
    await asked;
  });
  await expect(aborted).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve));
  database.close();
});

test("one record: an abort is told to who asked, and to nobody else", async () => {
  const database = await openDatabase("one record");
  const begun = vi.spyOn(IDBDatabase.prototype, "transaction");
  const asked = get(database, "meta", "identity");
  for (const { value } of begun.mock.results) if (value instanceof IDBTransaction) value.abort();
  await expect(asked).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve));
  begun.mockRestore();
  database.close();
});
