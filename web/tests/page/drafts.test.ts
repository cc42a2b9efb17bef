/** What an action says: the events made from what the user did. */
import { expect, test } from "vitest";
import {
  draft,
  nextRank,
  peopleMerged,
  personAdded,
  personCorrected,
  undoing,
} from "../../page/drafts.ts";
import { newId } from "../../shared/ids.ts";
import type { Contact, Question } from "../../page/rows.ts";

const at = Date.parse("2026-05-01T08:00:00Z");
const empty = {
  name: "Ada",
  org: "",
  title: "",
  emails: [],
  phones: [],
  urls: [],
  location: "",
  met_through: "",
  notes: "",
};
const contact: Contact = {
  id: "c1",
  name: "Ada",
  org: "Loom",
  title: "",
  stage: "identified",
  isArchived: false,
  emails: ["ada@example.org"],
  phones: [],
  urls: [],
  tags: [],
  location: "",
  connectedOn: "",
  metThrough: "A fair",
  notes: "",
  addedAt: at,
  everyDays: null,
  lastTwoWayAt: null,
};
const question = (id: string, rank: number | null): Question => ({
  id,
  rank,
  category: "role",
  text: id,
  askedAt: null,
});

test("an event carries its type, subject and a local time with offset", () => {
  const said = draft("interview.started", "i1", {}, at);
  expect(said).toMatchObject({ type: "interview.started", subject: "i1", data: {} });
  expect(said.occurred_at).toMatch(/^2026-05-01T\d\d:00:00[+-]\d\d:\d\d$/);
});

test("adding a person leaves out what was not filled in", () => {
  const fields = { ...empty, org: "Loom" };
  expect(personAdded("c1", fields, "typed", at).data).toEqual({
    name: "Ada",
    org: "Loom",
    source: "typed",
  });
});

test("a correction names only the changed fields, and an emptied one as empty", () => {
  const after = { ...empty, met_through: "A fair", title: "Weaver" };
  expect(personCorrected(contact, after, at)?.data).toEqual({
    org: "",
    title: "Weaver",
    emails: [],
  });
});

test("saving without a change says nothing", () => {
  const same = { ...empty, org: "Loom", emails: ["ada@example.org"], met_through: "A fair" };
  expect(personCorrected(contact, same, at)).toBeNull();
});

test("a new question comes after the last, however the others are ranked", () => {
  expect(nextRank([])).toBe(1);
  expect(nextRank([question("a", 7), question("b", null)])).toBe(8);
});

test("undo names each event under its own subject, the last one first", () => {
  const said = [
    { name: { log: "l", seq: 4 }, draft: draft("interview.started", "a", {}, at) },
    { name: { log: "l", seq: 5 }, draft: draft("contact.archived", "b", {}, at) },
  ];
  expect(undoing(said, at).map(({ type, subject, data }) => [type, subject, data])).toEqual([
    ["event.retracted", "b", { log: "l", seq: 5 }],
    ["event.retracted", "a", { log: "l", seq: 4 }],
  ]);
});

test("an undo is undone by restoring what it took out, a redo by taking it out again", () => {
  const target = { log: "k", seq: 3 };
  const undone = { name: { log: "l", seq: 9 }, draft: draft("event.retracted", "a", target, at) };
  const [redo] = undoing([undone], at);
  expect(redo).toMatchObject({ type: "event.restored", subject: "a", data: target });
  const redone = { name: { log: "l", seq: 10 }, draft: draft("event.restored", "a", target, at) };
  expect(undoing([redone], at)[0]).toMatchObject({ type: "event.retracted", data: target });
});

test("ids are 16 characters of Crockford base32, most significant bits first", () => {
  expect(newId((count) => new Uint8Array(count))).toBe("0000000000000000");
  expect(newId(() => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1))).toBe("0000000000000001");
  expect(newId((count) => new Uint8Array(count).fill(255))).toBe("zzzzzzzzzzzzzzzz");
  expect(newId()).not.toBe(newId());
});

test("of two merged, gaps are filled, lists joined and both notes kept, as the command line does", () => {
  const other = { ...contact, id: "c2", org: "Weft", title: "Editor", notes: "Tall" };
  const seen = { ...contact, notes: "From the fair", tags: ["radio"] };
  const more = {
    ...other,
    emails: ["ada@example.org", "a@weft.example"],
    connectedOn: "2024-05-01",
  };
  expect(peopleMerged(seen, more, at)).toMatchObject({ type: "contacts.merged", subject: "c1" });
  expect(peopleMerged(seen, more, at).data).toEqual({
    merged: ["c2"],
    emails: ["ada@example.org", "a@weft.example"],
    title: "Editor",
    connected_on: "2024-05-01",
    notes: "From the fair\n\nTall",
  });
  expect(peopleMerged(seen, contact, at).data).toEqual({ merged: ["c1"] });
});

test("notes that are too long together are not merged, and it is said what to do", () => {
  const noted = (id: string, notes: string) => ({ ...contact, id, notes });
  const most = noted("c2", "😀".repeat(9_998));
  expect(peopleMerged(noted("c1", "x".repeat(10_000)), most, at).data).toHaveProperty("notes");
  expect(() => peopleMerged(noted("c1", "x".repeat(10_001)), most, at)).toThrow(
    /together have 20,001 characters, more than 20,000: shorten one of them, then merge\.$/,
  );
});
