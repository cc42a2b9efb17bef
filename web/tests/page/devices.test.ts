/** What is said of a device, and whom cutting it off concerns. */
import { expect, test } from "vitest";
import {
  behindWords,
  countdown,
  digitsWords,
  earlierOf,
  formWords,
  letInBy,
  letInWords,
  type Standing,
  standingWords,
} from "../../page/devices/words.ts";
import type { Device } from "../../page/settings/rows.ts";

const minute = 60_000;
const now = Date.UTC(2026, 4, 1, 10);

function device(log: string, changes: Partial<Device> = {}): Device {
  return {
    ...{ log, name: `Device ${log}`, form: "browser", seq: 3, addedAt: now },
    ...{ writtenAt: now - 5 * minute, isRevoked: false, approvedBy: "", approvedByName: "" },
    ...changes,
  };
}

const standing: Standing = {
  ...{ own: "own", server: "server", seen: undefined, events: 100, waiting: 0, now },
};
const seen = { log: "a", is_here: false, seen_at: now - 5 * minute, events_known: 88 };

test("each device says how it stands", () => {
  const said = (log: string, changes: Partial<Standing> = {}, about: Partial<Device> = {}) =>
    standingWords(device(log, about), { ...standing, ...changes });
  expect(said("own")).toBe("This device");
  expect(said("own", { waiting: 2 })).toBe("This device · 2 ahead of the others");
  expect(said("server")).toBe("InfoView runs here");
  expect(said("a")).toBe("last wrote 5 minutes ago");
  expect(said("a", { seen })).toBe("here 5 minutes ago · 12 events behind");
  expect(said("a", { seen: { ...seen, events_known: 100 } })).toMatch(/ · up to date$/);
  expect(said("a", { seen: { ...seen, seen_at: null } })).toBe("let in, and not heard of yet");
  expect(said("a", { seen }, { isRevoked: true })).toBe("Cut off: nothing new reaches it");
});

test("a form that no device has is no word of the language", () => {
  expect(formWords("phone")).toBe("Phone");
  for (const form of ["", "constructor", "__proto__", "<b>"])
    expect(formWords(form)).toBe("Device");
});

test("one event behind is one event", () => {
  expect(behindWords(99, 100)).toBe("1 event behind");
  expect(behindWords(null, 100)).toBe("how much it has is not known");
});

test("who let it in is named, if that is known", () => {
  expect(letInWords(device("a"))).toBeNull();
  expect(letInWords(device("a", { approvedBy: "b" }))).toBeNull();
  expect(letInWords(device("a", { approvedBy: "b", approvedByName: "Lap" }))).toBe("let in by Lap");
  expect(letInWords(device("a", { approvedBy: "recovery" }))).toMatch(/recovery phrase/);
});

test("whoever a device let in is found, and whom they let in, each once", () => {
  const all = [
    device("a"),
    device("b", { approvedBy: "a" }),
    device("c", { approvedBy: "b" }),
    device("d", { approvedBy: "a", isRevoked: true }),
    device("e", { approvedBy: "x" }),
  ];
  expect(letInBy(all, "a").map(({ log }) => log)).toEqual(["b", "c"]);
  // No circle of approvals, which nobody can sign, would be walked for ever.
  const circle = [device("a", { approvedBy: "b" }), device("b", { approvedBy: "a" })];
  expect(letInBy(circle, "a").map(({ log }) => log)).toEqual(["b"]);
});

test("a browser that went on in a new log is one device, and another's computer is not", () => {
  const laptop = device("l", { form: "laptop" });
  const first = device("a", { approvedBy: "l" });
  const second = device("b", { approvedBy: "a" });
  const third = device("c", { approvedBy: "b" });
  const all = [laptop, first, second, third];
  expect(earlierOf(all, third)).toEqual([second, first]);
  expect(earlierOf(all, first)).toEqual([]);
});

test("digits and time are written to be read aloud", () => {
  expect(digitsWords("012345")).toBe("012 345");
  expect(countdown(now + 67_000, now)).toBe("1:07");
  expect(countdown(now - 1, now)).toBe("0:00");
});
