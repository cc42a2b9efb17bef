/** What the server says of a file is read with care, whatever it says. */
import { expect, test } from "vitest";
import type { Entry } from "../../page/person/rows.ts";
import { backupWords, isBackupDue } from "../../page/settings/backups.ts";
import { answerIn } from "../../page/settings/files_in.ts";
import { waitingAmong } from "../../page/settings/Waiting.tsx";

test("a result, an own export and a refusal are told apart", () => {
  const result = { kind: "people", source: "csv", added: 2, event: { log: "l", seq: 3 } };
  expect(answerIn(JSON.stringify({ result }))).toMatchObject({
    type: "read",
    reading: { added: 2, event: { log: "l", seq: 3 }, fresh: [], table: null },
  });
  const own = { kind: "notebook", events: 5, new: 1 };
  expect(answerIn(JSON.stringify({ result: own }))).toEqual({ type: "own", events: 5, missing: 1 });
  const error = { code: "file_binary", message: "it is a zip archive" };
  expect(answerIn(JSON.stringify({ error }))).toMatchObject({ words: "it is a zip archive" });
});

test("columns that tell nothing are asked for in words that fit the app", () => {
  const table = { fields: ["name"], titles: ["Who"], chosen: [], samples: [["Ada"]] };
  const error = { code: "file_no_header", message: "say --map name=…", table };
  const answer = answerIn(JSON.stringify({ error }));
  expect(answer).toMatchObject({ type: "refused", table });
  expect(answer.type === "refused" && answer.words).not.toContain("--map");
});

test.each(["null", "[]", "{}", '{"result":7}', '{"result":{"new":[null,5],"refused":{}}}'])(
  "%s is read as nothing, and breaks nothing",
  (line) => {
    expect(answerIn(line)).toMatchObject({ type: "read", reading: { added: 0, bad: [] } });
  },
);

test("a backup is asked for gently, when there was none for a month", () => {
  const now = Date.parse("2026-05-06T12:00:00Z");
  const day = 86_400_000;
  expect(isBackupDue(null, now)).toBe(true);
  expect(isBackupDue(now - 30 * day, now)).toBe(false);
  expect(isBackupDue(now - 31 * day, now)).toBe(true);
  expect(backupWords(now - 3 * day, now)).toBe("Last backup 3 days ago");
});

test("what waits are this device's last events, whatever stands between", () => {
  const entry = (log: string, seq: number): Entry => ({
    log,
    seq,
    type: "contact.added",
    subject: "",
    occurredAt: 0,
    offset: 0,
    recordedAt: 0,
    device: "",
    detail: "",
    isRetracted: false,
  });
  const entries = [entry("b", 9), entry("a", 3), entry("b", 8), entry("a", 4), entry("a", 2)];
  expect(waitingAmong(entries, "a", 2).map(({ seq }) => seq)).toEqual([4, 3]);
});
