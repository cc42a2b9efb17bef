/** Quick add: what each line means, and that nothing else is guessed. */
import { expect, test } from "vitest";
import type { Now } from "../../page/natural_dates.ts";
import { type Quick, quickExamples, readQuick } from "../../page/palette/quick_add.ts";
import { previewLines, sayingOf } from "../../page/palette/quick_drafts.ts";
import { personMeant } from "../../page/palette/people.ts";
import type { Person } from "../../page/rows.ts";

const people: readonly Person[] = [
  ["a1", "Ada Novak"],
  ["z1", "Zoë Ångström"],
  ["s1", "Sam O'Brien"],
  ["s2", "Sam Lee"],
  ["k1", "Kim"],
  ["k2", "Kim Doe"],
  ["a2", "Adam Lee"],
].map(([id = "", name = ""]) => ({
  ...{ id, name, org: "", title: "" },
  ...{ stage: "identified", isArchived: false, tags: [] },
}));
// A Wednesday afternoon, an hour east of Greenwich all year.
const now: Now = {
  ms: Date.parse("2026-11-18T14:30:00+01:00"),
  zone: { name: "Test/Zone", offsetAt: () => 60 },
};

function read(line: string): unknown {
  const reading = readQuick(line, people, now);
  if (reading.type !== "understood") return reading.type;
  const { quick } = reading;
  switch (quick.type) {
    case "person": {
      const fields = Object.entries(quick.fields).filter(([, value]) => value.length > 0);
      return Object.fromEntries(fields);
    }
    case "reminder":
      return [quick.person.name, new Date(quick.due).toISOString(), quick.text];
    default: {
      const at = quick.at === null ? "now" : new Date(quick.at).toISOString();
      return [quick.type, quick.person.name, quick.channel, at, quick.text];
    }
  }
}

test.each([
  [
    "Ada Novak at Fieldnote, editor, ada@example.org",
    { name: "Ada Novak", org: "Fieldnote", title: "editor", emails: ["ada@example.org"] },
  ],
  ["Ada Novak at Fieldnote", { name: "Ada Novak", org: "Fieldnote" }],
  ["Ada, ada@example.org", { name: "Ada", emails: ["ada@example.org"] }],
  ["Ada Novak, editor at Fieldnote", { name: "Ada Novak", title: "editor", org: "Fieldnote" }],
  ["Ada Novak, editor, at Fieldnote", { name: "Ada Novak", title: "editor", org: "Fieldnote" }],
  ["Ada at Fieldnote, Inc., editor", { name: "Ada", org: "Fieldnote, Inc.", title: "editor" }],
  [
    "Ada, +49 30 123456, www.example.org/ada, met at the radio fair",
    {
      ...{ name: "Ada", phones: ["+49 30 123456"], urls: ["https://www.example.org/ada"] },
      met_through: "the radio fair",
    },
  ],
  [
    "  ليلى حداد  at  Maison Lettre ,, editor ",
    { name: "ليلى حداد", org: "Maison Lettre", title: "editor" },
  ],
  ["Nathaniel Atwater", "none"],
  ["ada", "none"],
  ["", "none"],
  ["insights", "none"],
  ["Ada at Fieldnote, editor, writer", "refused"],
  ["Ada at Fieldnote, editor at Kestrel", "refused"],
  ["Ada, ada@", "refused"],
  ["ada@example.org, Ada", "refused"],
  [", editor", "none"],
])("a person: %s", (line, meaning) => {
  expect(read(line)).toEqual(meaning);
});

test.each([
  [
    "ada: in touch by phone yesterday",
    ["touch", "Ada Novak", "phone", "2026-11-17T11:00:00.000Z", ""],
  ],
  ["Ada Novak: in touch by email", ["touch", "Ada Novak", "email", "now", ""]],
  [
    "zoe: in touch in person mon 10:00",
    ["touch", "Zoë Ångström", "in_person", "2026-11-16T09:00:00.000Z", ""],
  ],
  [
    "zoe: In touch by text message about the launch, again",
    ["touch", "Zoë Ångström", "text", "now", "the launch, again"],
  ],
  [
    "sam lee: outreach on linkedin 2 days ago",
    ["outreach", "Sam Lee", "linkedin", "2026-11-16T11:00:00.000Z", ""],
  ],
  ["kim: in touch by phone", ["touch", "Kim", "phone", "now", ""]],
  ["sam: in touch by phone", "refused"],
  ["nobody: in touch by phone", "refused"],
  ["ada: in touch", "refused"],
  ["ada: in touch by pigeon", "refused"],
  ["ada: in touch by phone yesteday", "refused"],
  ["ada: in touch by phone 01/05/2026", "refused"],
  ["ada: in touch by phone tomorrow", "refused"],
  ["ada: in touch by phone yesterday about", "refused"],
  ["ada: lunch", "refused"],
  ["ada:", "refused"],
])("something about a person: %s", (line, meaning) => {
  expect(read(line)).toEqual(meaning);
});

test.each([
  [
    "remind me in 2 weeks ada ask about launch",
    ["Ada Novak", "2026-12-02T08:00:00.000Z", "ask about launch"],
  ],
  [
    "Remind me tomorrow 3 pm about zoe ångström: to send it",
    ["Zoë Ångström", "2026-11-19T14:00:00.000Z", "send it"],
  ],
  ["remind me fri sam o'brien call", ["Sam O'Brien", "2026-11-20T08:00:00.000Z", "call"]],
  [
    "ada: remind me on 5 may read her piece",
    ["Ada Novak", "2027-05-05T08:00:00.000Z", "read her piece"],
  ],
  ["remind me", "refused"],
  ["remind me soon ada ask", "refused"],
  ["remind me 1/5 ada ask", "refused"],
  ["remind me friday", "refused"],
  ["remind me friday ada", "refused"],
  ["remind me friday sam call", "refused"],
  ["remind me friday buy milk", "refused"],
])("a reminder: %s", (line, meaning) => {
  expect(read(line)).toEqual(meaning);
});

test("a refusal says what is wrong and what could be said", () => {
  const problem = (line: string) => {
    const reading = readQuick(line, people, now);
    return reading.type === "refused" ? reading.problem : reading.type;
  };
  expect(problem("sam: in touch by phone")).toContain("(Sam O'Brien, Sam Lee): write more");
  expect(problem("ada: in touch by pigeon")).toContain("by email, by LinkedIn, by phone");
  expect(problem("ada: lunch")).toContain("“in touch by phone”");
  expect(problem("remind me 1/5 ada ask")).toContain("Cannot tell which day");
  expect(problem("ada: in touch by phone yesteday")).toContain("say for example");
});

test("every example that the app shows is understood", () => {
  expect(quickExamples.map((line) => readQuick(line, people, now).type)).toEqual(
    quickExamples.map(() => "understood"),
  );
});

test("what is previewed is what is said", () => {
  const quickOf = (line: string): Quick => {
    const reading = readQuick(line, people, now);
    if (reading.type !== "understood") throw new Error(line);
    return reading.quick;
  };
  const quick = quickOf("ada: outreach by letter about a visit");
  expect(previewLines(quick, now.ms).map(({ value }) => value)).toEqual([
    ...["Ada Novak", "Letter", "Now", "a visit"],
  ]);
  expect(sayingOf(quick, "new", now.ms).drafts).toMatchObject([
    {
      type: "outreach.sent",
      subject: "new",
      data: { contact: "a1", channel: "letter", text: "a visit" },
    },
  ]);
  const added = sayingOf(quickOf("Eve Lin at Fieldnote"), "new", now.ms);
  expect(added.drafts).toMatchObject([
    { type: "contact.added", data: { name: "Eve Lin", org: "Fieldnote", source: "typed" } },
  ]);
  expect(added.path).toBe("/people/new");
  const reminded = sayingOf(quickOf("remind me friday ada ask"), "new", now.ms);
  expect(reminded.drafts).toMatchObject([
    { type: "reminder.scheduled", data: { contact: "a1", text: "ask" } },
  ]);
  const touched = sayingOf(quickOf("ada: in touch by phone"), "new", now.ms);
  expect(touched.drafts).toMatchObject([
    { type: "touch.logged", data: { contact: "a1", direction: "both", channel: "phone" } },
  ]);
});

test("the closest name wins, and initials alone name nobody surely", () => {
  expect(personMeant(people, "kim")).toMatchObject({ type: "one", person: { id: "k1" } });
  expect(personMeant(people, "ada")).toMatchObject({ type: "one", person: { id: "a1" } });
  expect(personMeant(people, "s")).toMatchObject({ type: "several" });
  expect(personMeant(people, "?")).toEqual({ type: "nobody" });
});
