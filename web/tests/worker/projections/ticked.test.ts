/** Ticking off what Today says is due: what then counts as done, and what an undo brings back. */
import { expect, test } from "vitest";
import { draft, undoing } from "../../../page/drafts.ts";
import { dueOf } from "../../../page/today/rows.ts";
import { completed } from "../../../page/today/snooze.ts";
import { dayMs } from "../../../shared/days.ts";
import { rowsIn } from "../../../shared/rows.ts";
import { whatIsDue } from "../../../shared/today.ts";
import { contactAdded, idOf, noon, openDevice } from "../device.ts";

const later = noon + 1000;

test.each([
  {
    rule: "report_back",
    said: draft("advice.received", idOf(2), { contact: idOf(1), text: "Read" }, noon - 95 * dayMs),
    query: { name: "advice", parameters: { contact: idOf(1), open: 0 } },
    done: { reported_back_at: later },
  },
  {
    rule: "referral",
    said: draft("referral.received", idOf(2), { from: idOf(1), name_only: "Rita" }, noon - dayMs),
    query: { name: "referrals", parameters: { contact: idOf(1) } },
    done: { pursued_at: later, to: null },
  },
] as const)("a tick of $rule records the deed, and its undo takes that back", async (each) => {
  const { notebook } = await openDevice(1);
  const dues = async () => rowsIn(await notebook.answer(whatIsDue(later))).map(dueOf);
  await notebook.append([contactAdded(1, "Ada"), each.said]);
  const [item] = (await dues()).filter(({ rule }) => rule === each.rule);
  if (item === undefined) throw new Error(`${each.rule} is not due`);
  const said = completed(item, later);
  const [name] = await notebook.append([said]);
  if (name === undefined) throw new Error("nothing was said");
  expect((await dues()).map(({ rule }) => rule)).not.toContain(each.rule);
  const told = rowsIn(await notebook.answer({ tag: "ask", ...each.query, as_of: undefined }));
  expect(told).toMatchObject([each.done]);
  await notebook.append(undoing([{ name, draft: said }], later + 1000));
  expect((await dues()).map(({ rule }) => rule)).toContain(each.rule);
});
