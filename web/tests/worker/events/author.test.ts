import { expect, test } from "vitest";
import { InvalidEvent } from "../../../worker/errors.ts";
import { writeBody } from "../../../worker/events/author.ts";
import { contactAdded, noon, testWorld } from "../device.ts";

const hlc = 1_795_000_000_000_000;
const world = { ...testWorld(1), randomBytes: (count: number) => new Uint8Array(count) };

test("a body has the documented keys, in their order, and nothing between them", () => {
  const draft = { ...contactAdded(1, "Zoë"), data: { name: "Zoë", source: "typed" } };
  const { body, envelope } = writeBody(draft, hlc, noon, world);
  expect(new TextDecoder().decode(body)).toBe(
    '{"hlc":1795000000000000,"type":"contact.added","subject":"0000000000000001","occurred_at":"2026-05-01T12:00:00+02:00","tz":"Europe/Berlin","recorded_at":"2026-05-01T12:00:00+02:00","salt":"AAAAAAAAAAAAAAAA","data":{"name":"Zoë","source":"typed"}}',
  );
  expect(envelope).toMatchObject({ hlc, type: "contact.added", occurredAt: noon, offsetMin: 120 });
});

test("two events of one meaning differ by their salt", () => {
  const seeded = testWorld(7);
  const bodies = [1, 2].map(() => writeBody(contactAdded(1, "Ada"), hlc, noon, seeded).body);
  expect(bodies[0]).not.toEqual(bodies[1]);
});

test.each([
  ["too long", contactAdded(1, "x".repeat(262_144)), /262144 fit/],
  ["half a character", contactAdded(1, "\udc00"), /cannot be kept/],
  ["U+0000", contactAdded(1, "a\0b"), /cannot be kept/],
  [
    "no such day",
    { ...contactAdded(1, "Ada"), occurred_at: "2026-02-29T12:00:00+01:00" },
    /check the date/,
  ],
  ["no id", { ...contactAdded(1, "Ada"), subject: "Ada" }, /cannot be kept/],
])("an event with %s is refused in words", (_, draft, words) => {
  const write = () => writeBody(draft, hlc, noon, world);
  expect(write).toThrow(InvalidEvent);
  expect(write).toThrow(words);
});
