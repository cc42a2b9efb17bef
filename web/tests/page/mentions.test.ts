/** What is told before somebody is forgotten: where their name stays. */
import { expect, test } from "vitest";
import { fullName, mentionsOf } from "../../page/person/mentions.ts";
import type { Referral } from "../../page/person/rows.ts";
import type { Found } from "../../page/rows.ts";

const open: Referral = {
  ...{ id: "r1", from: "a1", fromName: "Ada Novak", to: "", toName: "bô  Lind", org: "Night Desk" },
  ...{ interview: "", receivedAt: 0, pursuedAt: null, declinedAt: null },
};
const note: Found = {
  ...{ subject: "n1", kind: "note", title: "", text: "Ask Bo Lind", contact: "a1" },
  ...{ name: "Ada Novak", org: "", interview: "i1" },
};

test("each place where the name stays is told once, by a search or not, what goes is not", () => {
  const found = [note, { ...note, subject: "b1", kind: "contact" }];
  const referrals = [
    open,
    { ...open, id: "r2", to: "b2" },
    { ...open, id: "r3", toName: "Bo Linden" },
    { ...open, id: "r4" },
  ];
  const said = [
    { subject: "n1", name: "Ada Novak", kind: "Note", text: "Ask Bo Lind" },
    { subject: "o1", name: "Ada Novak", kind: "Thank-you sent", text: "Bo Lind was kind, too" },
    { subject: "o1", name: "Ada Novak", kind: "Draft written", text: "Bo Lind" },
    { subject: "b1", name: "Bo Lind", kind: "Added", text: "Bo Lind" },
  ];
  const places = { found, referrals, said };
  expect(mentionsOf("Bo Lind", new Set(["b1", "r4"]), places)).toEqual([
    { subject: "r1", name: "Ada Novak", kind: "referral", text: "bô  Lind, Night Desk" },
    { subject: "n1", name: "Ada Novak", kind: "note", text: "Ask Bo Lind" },
    { subject: "o1", name: "Ada Novak", kind: "Thank-you sent", text: "Bo Lind was kind, too" },
  ]);
});

test("a name of one word is looked for among the referrals only", () => {
  expect([fullName("Ed"), fullName(" Bo  Lind")]).toEqual(["", " Bo  Lind"]);
});
