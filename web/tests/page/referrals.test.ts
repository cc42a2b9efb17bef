/** Writing to somebody who was named before they were on the list. */
import { expect, test } from "vitest";
import type { Referral } from "../../page/person/rows.ts";
import { pursuedByWriting } from "../../page/referrals.ts";

const xena = { id: "x1", name: "Xena Moe" };
const named: Referral = {
  ...{ id: "r1", from: "a1", fromName: "Ada Novak", to: "", toName: "xena  Moé", org: "" },
  ...{ interview: "", pursuedAt: null, declinedAt: null },
};

test("a request to somebody who was named pursues the one open referral to that name", () => {
  expect(pursuedByWriting(xena, [named, { ...named, id: "r2", toName: "Xena" }], 0)).toMatchObject([
    { type: "referral.pursued", subject: "r1", data: { to: "x1" } },
  ]);
});

test("nothing is pursued where none is open, or several are", () => {
  const settled = [
    { ...named, pursuedAt: 1 },
    { ...named, declinedAt: 1 },
    { ...named, to: "x2" },
  ];
  expect(pursuedByWriting(xena, settled, 0)).toEqual([]);
  expect(pursuedByWriting(xena, [named, { ...named, id: "r2" }], 0)).toEqual([]);
});
