/** Writing to somebody who was named before they were on the list. */
import { expect, test } from "vitest";
import type { Referral } from "../../page/person/rows.ts";
import { pursuedByWriting, writtenWords } from "../../page/referrals.ts";

const xena = { id: "x1", name: "Xena Moe", org: "" };
const others = [xena, { id: "k1", name: "Kit Rowe", org: "Open Archive" }];
const named: Referral = {
  ...{ id: "r1", from: "a1", fromName: "Ada Novak", to: "", toName: "xena  Moé", org: "" },
  ...{ interview: "", receivedAt: 0, pursuedAt: null, declinedAt: null },
};

test("a request to somebody who was named pursues the one open referral to that name", () => {
  const open = [named, { ...named, id: "r2", toName: "Xena" }];
  expect(pursuedByWriting(xena, others, open, 0)).toMatchObject([
    { type: "referral.pursued", subject: "r1", data: { to: "x1" } },
  ]);
});

test("nothing is pursued where none is open, or several are", () => {
  const settled = [
    { ...named, pursuedAt: 1 },
    { ...named, declinedAt: 1 },
    { ...named, to: "x2" },
  ];
  expect(pursuedByWriting(xena, others, settled, 0)).toEqual([]);
  expect(pursuedByWriting(xena, others, [named, { ...named, id: "r2" }], 0)).toEqual([]);
});

test("a request to somebody on the list pursues every open referral to them", () => {
  const linked = { ...named, to: "x1", toName: "Xena Moe" };
  const all = [linked, { ...linked, id: "r2", from: "k1" }, { ...linked, id: "r3", to: "x2" }];
  const late = { ...linked, id: "r4", receivedAt: 3 * 86_400_000 };
  expect(pursuedByWriting(xena, others, [...all, late], 0)).toMatchObject([
    { type: "referral.pursued", subject: "r1", data: { to: "x1" } },
    { type: "referral.pursued", subject: "r2", data: { to: "x1" } },
  ]);
  const both = [linked, { ...named, id: "r5" }];
  expect(pursuedByWriting(xena, others, both, 0).map(({ subject }) => subject)).toEqual([
    "r1",
    "r5",
  ]);
  const drafts = pursuedByWriting(xena, others, all, 0);
  expect(writtenWords(drafts)).toBe("Saved, and the 2 referrals to them are pursued");
  expect(writtenWords(drafts.slice(1))).toBe("Saved, and the referral to them is pursued");
});

test("a request to a namesake pursues nothing: another organisation, or nobody can tell", () => {
  const archive = { ...named, org: "Open Archive" };
  const here = { ...xena, id: "x2", org: "open  archive" };
  const elsewhere = { ...xena, id: "x3", org: "Night Desk" };
  expect(pursuedByWriting(elsewhere, [elsewhere], [archive], 0)).toEqual([]);
  expect(pursuedByWriting(here, [here, xena], [archive], 0)).toEqual([]);
  expect(pursuedByWriting(xena, [here, xena], [archive], 0)).toEqual([]);
  expect(pursuedByWriting(here, [here, elsewhere], [named], 0)).toEqual([]);
  const meant = [{ type: "referral.pursued", subject: "r1", data: { to: "x2" } }];
  expect(pursuedByWriting(here, [here, elsewhere], [archive], 0)).toMatchObject(meant);
});

test("a request of long ago pursues no referral that came on a later day", () => {
  const came = new Date(2026, 4, 20, 15).getTime();
  const late = [{ ...named, receivedAt: came }];
  expect(pursuedByWriting(xena, others, late, new Date(2026, 4, 19, 23, 59).getTime())).toEqual([]);
  expect(pursuedByWriting(xena, others, late, new Date(2026, 4, 20, 12).getTime())).toHaveLength(1);
  expect(pursuedByWriting(xena, others, late, new Date(2026, 4, 21).getTime())).toHaveLength(1);
});
