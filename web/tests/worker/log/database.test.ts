/** A transaction that the browser aborts is told to who waits for it, and to nobody else. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openDatabase, read, write } from "../../../worker/log/database.ts";

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
