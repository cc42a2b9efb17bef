/** What is due, in groups and in words. The rules themselves are SQL (query/agenda.sql). */
import {
  ago,
  dayAndClock,
  dayNumber,
  deviceOffset,
  readStart,
  whenWords,
  workingDays,
} from "./moments.ts";
import type { Due } from "./today/rows.ts";
import { countWords } from "./words.ts";

/** Five questions or more count as prepared (DOMAIN §4). */
export const questionsWanted = 5;

export type GroupName = "Overdue" | "Now" | "Soon" | "Later" | "Waiting for long";

export interface Group {
  readonly name: GroupName;
  readonly items: readonly Due[];
}

const order: readonly GroupName[] = ["Overdue", "Now", "Soon", "Later", "Waiting for long"];
const soonDays = 7;

/**
 * The groups that hold something, most urgent first; within one, the query's order stays but for
 * closing threads: that is only a suggestion, so it comes last.
 */
export function agendaGroups(items: readonly Due[], now: number): readonly Group[] {
  return order
    .map((name) => ({
      name,
      items: closingLast(items.filter((item) => groupOf(item, now) === name)),
    }))
    .filter((group) => group.items.length > 0);
}

function closingLast(items: readonly Due[]): readonly Due[] {
  const isClosing = (item: Due) => item.rule === "close";
  return [...items.filter((item) => !isClosing(item)), ...items.filter(isClosing)];
}

function groupOf(item: Due, now: number): GroupName {
  if (item.isStale) return "Waiting for long";
  if (item.isOverdue) return "Overdue";
  // A thank-you is due at once: its deadline is the last moment, not the right one.
  if (item.rule === "thank_you") return "Now";
  const days = dayNumber(item.dueAt, deviceOffset(item.dueAt)) - dayNumber(now, deviceOffset(now));
  // Tomorrow morning's interview is prepared tonight.
  if (days <= 0 || (item.rule === "prepare" && days === 1)) return "Now";
  return days <= soonDays ? "Soon" : "Later";
}

/** "Send the thank-you · the talk ended 3 hours ago": the rule and why it speaks now. */
export function dueWords(item: Due, now: number): string {
  return [todoOf(item), ...reasons(item, now)].join(" · ");
}

/** A name that is nobody's page yet stands in for "the person you were referred to". */
function todoOf(item: Due): string {
  return item.rule === "referral" && item.text !== "" ? `Write to ${item.text}` : item.todo;
}

function reasons(item: Due, now: number): readonly string[] {
  switch (item.rule) {
    case "thank_you":
    case "debrief":
      return [`the talk ended ${ago(item.sinceAt, now)}`];
    case "prepare":
      return [
        `${item.questions} of ${item.normValue ?? questionsWanted}`,
        `starts ${startWords(item, now)}`,
      ];
    case "confirm":
      return [`starts ${startWords(item, now)}`];
    case "time_up":
      return [`started ${ago(item.sinceAt, now)}`];
    case "schedule":
      return [`they said yes ${ago(item.sinceAt, now)}`];
    case "check_in":
      return [item.text, `introduced ${ago(item.sinceAt, now)}`].filter(Boolean);
    case "report_back":
      return [item.text, `by ${whenWords(item.dueAt, now)}`].filter(Boolean);
    case "keep_in_touch":
      return [item.sinceAt > 0 ? `last in touch ${ago(item.sinceAt, now)}` : "not in touch yet"];
    case "hold":
      return [`${item.dueAt > now ? "starts" : "was planned for"} ${startWords(item, now)}`];
    case "follow_up": {
      const from = dayNumber(item.sinceAt, deviceOffset(item.sinceAt));
      const days = workingDays(from, dayNumber(now, deviceOffset(now)));
      return [`no reply for ${countWords(days, "working day")}`];
    }
    case "close":
      return [`followed up ${ago(item.sinceAt, now)}, no reply`];
    case "elsewhere":
      return [item.otherName, `no reply, asked ${ago(item.sinceAt, now)}`].filter(Boolean);
    case "referral":
      // Of a bare name, the title says who gave it.
      return [
        `named ${ago(item.sinceAt, now)}`.concat(
          item.text === "" && item.otherName !== "" ? ` by ${item.otherName}` : "",
        ),
      ];
    case "reminder":
      // About nobody, its words are its title.
      return item.name === "" ? [] : [item.text];
    default:
      return [item.text, item.sinceAt > 0 ? ago(item.sinceAt, now) : ""].filter(Boolean);
  }
}

/** "tomorrow 10:00", by the clock that was agreed. */
function startWords(item: Due, now: number): string {
  const start = readStart(item);
  if (start === null) return "at a time to be agreed";
  return dayAndClock(start.ms, now, start.offset) + start.zone;
}
