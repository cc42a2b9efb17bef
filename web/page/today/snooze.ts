/** Until when a due thing is hidden, and what is said of it: the events of `infoview snooze`, `dismiss`, `tick`. */
import type { Draft } from "../../shared/messages";
import { draft } from "../drafts.ts";
import { deviceStamp, weekStart } from "../moments.ts";
import type { Due } from "./rows.ts";

/** Of a day without a time (cli/doing.MORNING_H). */
const morningHour = 9;

/** Tomorrow at nine, by this device's clocks. */
export function tomorrow(now: number): number {
  return morningIn(now, 1);
}

/** The morning of the day on which the next week begins. */
export function nextWeek(now: number): number {
  const today = new Date(now).getDay() || 7;
  return morningIn(now, ((weekStart() - today + 6) % 7) + 1);
}

/** Through the calendar: days are not always 24 hours long. */
function morningIn(now: number, days: number): number {
  const date = new Date(now);
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() + days,
    morningHour,
  ).getTime();
}

export function snoozed(item: Due, until: number, at: number): Draft {
  return draft(
    "reminder.snoozed",
    item.subject,
    { until: deviceStamp(until), ...ruleOf(item) },
    at,
  );
}

export function dismissed(item: Due, at: number): Draft {
  return draft("reminder.dismissed", item.subject, ruleOf(item), at);
}

/** What has an event of its own is recorded, or it would count for nothing and never have been done. */
export function completed(item: Due, at: number): Draft {
  switch (item.rule) {
    case "report_back":
      return draft("advice.reported_back", item.subject, { channel: "email" }, at);
    case "referral": {
      // Of a bare name, `contact` is the one who gave it.
      const to = item.text === "" ? { to: item.contact } : {};
      return draft("referral.pursued", item.subject, to, at);
    }
    default:
      return draft("reminder.completed", item.subject, ruleOf(item), at);
  }
}

/** A reminder of the user's own is no rule's. */
function ruleOf({ rule }: Due): { readonly rule?: string } {
  return rule === "reminder" ? {} : { rule };
}
