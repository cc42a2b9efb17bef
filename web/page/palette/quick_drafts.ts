/** What a line of quick add says to the notebook, and how it reads before it is saved. Pure. */
import { draft, filled, personAdded } from "../drafts.ts";
import { dayAndTime, deviceStamp } from "../moments.ts";
import { personPath } from "../route.ts";
import type { Draft } from "../../shared/messages";
import { channelWords } from "../words.ts";
import type { Quick } from "./quick_add.ts";

export interface Saying {
  readonly drafts: readonly Draft[];
  /** The page of the person it is about. */
  readonly path: string;
}

/** `id` is a fresh one. */
export function sayingOf(quick: Quick, id: string, now: number): Saying {
  switch (quick.type) {
    case "person":
      return { drafts: [personAdded(id, quick.fields, "typed", now)], path: personPath(id) };
    case "touch": {
      const data = { contact: quick.person.id, direction: "both", channel: quick.channel } as const;
      const told = { ...data, ...filled({ text: quick.text }) };
      return {
        drafts: [draft("touch.logged", id, told, quick.at ?? now)],
        path: personPath(quick.person.id),
      };
    }
    case "outreach": {
      const data = { contact: quick.person.id, channel: quick.channel };
      const told = { ...data, ...filled({ text: quick.text }) };
      return {
        drafts: [draft("outreach.sent", id, told, quick.at ?? now)],
        path: personPath(quick.person.id),
      };
    }
    case "reminder": {
      const { person, text, due } = quick;
      const data = { contact: person.id, text, due_at: deviceStamp(due) };
      return { drafts: [draft("reminder.scheduled", id, data, now)], path: personPath(person.id) };
    }
  }
}

/** "Add Ada Novak", "In touch with Ada Novak": on one line. */
export function quickTitle(quick: Quick): string {
  switch (quick.type) {
    case "person":
      return `Add ${quick.fields.name}`;
    case "touch":
      return `In touch with ${quick.person.name}`;
    case "outreach":
      return `Outreach to ${quick.person.name}`;
    case "reminder":
      return `Remind me about ${quick.person.name}`;
  }
}

export interface Line {
  readonly word: string;
  readonly value: string;
}

/** All that would be saved, line by line. */
export function previewLines(quick: Quick, now: number): readonly Line[] {
  return allLines(quick, now).filter(({ value }) => value !== "");
}

function allLines(quick: Quick, now: number): readonly Line[] {
  switch (quick.type) {
    case "person": {
      const { name, org, title, emails, phones, urls, met_through } = quick.fields;
      return [
        { word: "Name", value: name },
        { word: "Organisation", value: org },
        { word: "Title", value: title },
        { word: "Email", value: emails.join(", ") },
        { word: "Phone", value: phones.join(", ") },
        { word: "Link", value: urls.join(", ") },
        { word: "How we met", value: met_through },
      ];
    }
    case "touch":
    case "outreach":
      return [
        { word: "With", value: personWords(quick.person) },
        { word: "How", value: channelWords(quick.channel) },
        { word: "When", value: quick.at === null ? "Now" : dayAndTime(quick.at, now) },
        { word: "About", value: quick.text },
      ];
    case "reminder":
      return [
        { word: "About", value: personWords(quick.person) },
        { word: "When", value: dayAndTime(quick.due, now) },
        { word: "Of what", value: quick.text },
      ];
  }
}

function personWords({ name, org }: { readonly name: string; readonly org: string }): string {
  return org === "" ? name : `${name}, ${org}`;
}
