import { afterEach, describe, expect, test, vi } from "vitest";
import {
  answered,
  asOfOf,
  insistOnPresent,
  lookAt,
  momentIn,
  past,
  searchOf,
  wanted,
} from "../../page/history/moment.ts";
import { dayNumbered, hills, monthsLater, numberOfDay, within } from "../../page/history/life.ts";
import { createNotebook } from "../../page/notebook.ts";
import { endOfDay } from "../../page/moments.ts";
import { contactAdded } from "../worker/device.ts";

const now = new Date(2026, 4, 20, 15).getTime();
const day = (text: string) => ({ day: text, axis: "occurred" as const });

function deferred() {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}

afterEach(() => lookAt(null));

describe("the address of a moment", () => {
  test("says day and past, and reads back the same", () => {
    const moment = { day: "2025-03-03", axis: "recorded" } as const;
    expect(searchOf(moment)).toBe("?as_of=2025-03-03&axis=recorded");
    expect(momentIn(searchOf(moment), now)).toEqual(moment);
    expect(searchOf(null)).toBe("");
  });

  test.each([
    "",
    "?as_of=",
    "?as_of=yesterday",
    "?as_of=2025-02-30",
    "?as_of=2026-05-20",
    "?as_of=2030-01-01",
    "?title=as_of",
  ])("is the present if it names no day that is over (%s)", (search) => {
    expect(momentIn(search, now)).toBeNull();
  });

  test("takes an unknown past for what had happened", () => {
    expect(momentIn("?as_of=2025-03-03&axis=x", now)).toEqual(day("2025-03-03"));
  });
});

test("a moment is the end of its day; today is the present", () => {
  expect(asOfOf(day("2026-05-19"), now)?.before).toBe(endOfDay("2026-05-19"));
  expect(asOfOf(day("2026-05-20"), now)).toBeNull();
});

test("only the newest wish is shown, once every question about the last is answered", async () => {
  lookAt(day("2020-01-01"));
  expect(past.value?.before).toBe(endOfDay("2020-01-01"));
  const answers = [deferred(), deferred()];
  const asked = answers.map(({ promise }) => answered(promise));
  lookAt(day("2020-01-02"));
  lookAt(day("2020-01-03"));
  expect(wanted.value?.day).toBe("2020-01-03");
  expect(past.value?.before).toBe(endOfDay("2020-01-01"));
  answers[0]?.resolve();
  await asked[0];
  await Promise.resolve();
  expect(past.value?.before).toBe(endOfDay("2020-01-01"));
  // A question that failed is answered, too.
  answers[1]?.reject(new Error("no"));
  await expect(asked[1]).rejects.toThrow("no");
  await Promise.resolve();
  expect(past.value?.before).toBe(endOfDay("2020-01-03"));
});

test("back to now waits for nobody", async () => {
  lookAt(day("2020-01-01"));
  const { promise, resolve } = deferred();
  const asked = answered(promise);
  lookAt(null);
  expect(past.value).toBeNull();
  resolve();
  await asked;
});

test("nothing is recorded in the past, whoever asks, and it is said why", async () => {
  const request = vi.fn();
  const notebook = createNotebook(
    { request, listen: () => () => undefined, readsOf: () => null },
    async () => await Promise.resolve(),
  );
  lookAt(day("2020-01-01"));
  await expect(notebook.say([contactAdded(1, "Ada")])).rejects.toThrow(/January.*now/);
  expect(await notebook.act([contactAdded(1, "Ada")])).toBe(false);
  expect(notebook.toast.value).toMatchObject({ isFailure: true });
  expect(request).not.toHaveBeenCalled();
  lookAt(null);
  expect(() => insistOnPresent()).not.toThrow();
});

describe("the line of days", () => {
  test("days are numbered and named alike, over leap days and changes of the clocks", () => {
    for (const text of ["2024-02-29", "2026-03-29", "2026-10-25", "1970-01-01"])
      expect(dayNumbered(numberOfDay(text))).toBe(text);
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-05-31", -3, "2026-02-28"],
  ])("%s and %i months is %s", (from, months, to) => {
    expect(dayNumbered(monthsLater(numberOfDay(from), months))).toBe(to);
  });

  test("stays within the life", () => {
    const life = { first: 10, last: 20 };
    expect([5, 15, 25].map((each) => within(life, each))).toEqual([10, 15, 20]);
  });

  test("hills: as wide as the life, the busiest week the highest, none without events", () => {
    const life = { first: 4, last: 25 };
    const path = hills(
      [
        { week: 1, events: 1 },
        { week: 3, events: 4 },
      ],
      life,
      40,
      10,
    );
    expect(path).toBe("M0 10L0 5L10 5L10 10L20 10L20 0L30 0L30 10L40 10L40 10Z");
    expect(hills([], life, 40, 10)).toBe("");
    // What lies outside of the life is not drawn into it.
    expect(hills([{ week: 99, events: 5 }], life, 40, 10)).toBe("");
  });
});
