/** The calendar file of the app is byte for byte the golden one, which pytest reads with others' readers. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { calendarFile, calendarFileName } from "../../page/interview/calendar.ts";

interface Case {
  readonly name: string;
  readonly now: number;
  readonly row: {
    readonly id: string;
    readonly name: string;
    readonly org: string;
    readonly status: string;
    readonly starts_at: number;
    readonly planned_minutes: number | null;
    readonly mode: string;
    readonly place: string;
    readonly sequence: number;
  };
  readonly ics: string;
}

// Our own frozen file: its shape is what this type says.
const cases = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/calendar.json", import.meta.url), "utf8"),
) as readonly Case[];

test.each(cases.map((each) => [each.name, each] as const))("%s", (_, { row, now, ics }) => {
  const made = calendarFile(
    {
      id: row.id,
      name: row.name,
      org: row.org,
      status: row.status,
      startsAt: row.starts_at,
      plannedMinutes: row.planned_minutes,
      mode: row.mode,
      place: row.place,
      sequence: row.sequence,
    },
    now,
  );
  expect(made).toBe(ics);
});

test("a file's name holds letters and digits only", () => {
  expect(calendarFileName("Zoë Ångström")).toBe("interview-zoë-ångström.ics");
  expect(calendarFileName("../../etc/passwd\u0000\r\n")).toBe("interview-etc-passwd.ics");
  expect(calendarFileName("")).toBe("interview.ics");
});
