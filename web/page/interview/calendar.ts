/**
 * One interview as a calendar file (RFC 5545), made in the browser so that it works offline. The
 * mirror of infoview_sync/files/export/calendar.py: the same UID and SEQUENCE, so that a calendar
 * takes both for one appointment. Times are in UTC, which needs no zone's rules: the instant is
 * right in any year. tests/vectors/calendar.json pins both.
 */
import { wordIn } from "../words.ts";

export interface Appointment {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  readonly status: string;
  readonly startsAt: number;
  readonly plannedMinutes: number | null;
  readonly mode: string;
  readonly place: string;
  /** Grows with each word on when it is, an undo too. */
  readonly sequence: number;
}

/** Every interview says its length; this is for one that another program wrote without. */
export const minutesIfUnsaid = 30;
/** A line's length without its break, RFC 5545 §3.1. */
const lineBytesMax = 75;
const ways: Readonly<Record<string, string>> = {
  in_person: "in person",
  phone: "by phone",
  video: "by video",
};

/** The whole file; `now` is when it was made. */
export function calendarFile(one: Appointment, now: number): string {
  const who = one.name === "" ? "somebody" : one.name;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//InfoView Sync//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${one.id}@infoview`,
    `DTSTAMP:${utc(now)}`,
    `SEQUENCE:${one.sequence}`,
    `DTSTART:${utc(one.startsAt)}`,
    `DURATION:PT${one.plannedMinutes ?? minutesIfUnsaid}M`,
    `SUMMARY:${escaped(`Interview with ${who}${one.org === "" ? "" : ` (${one.org})`}`)}`,
    `STATUS:${one.status === "cancelled" ? "CANCELLED" : "CONFIRMED"}`,
    ...(one.place === "" ? [] : [`LOCATION:${escaped(one.place)}`]),
    ...(one.mode === ""
      ? []
      : [
          `DESCRIPTION:${escaped(`Informational interview ${wordIn(ways, one.mode) ?? one.mode}`)}`,
        ]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** `interview-ada-novak.ics`: letters and digits of any script, for any file system. */
export function calendarFileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${["interview", ...words].join("-").slice(0, 60)}.ics`;
}

function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** Control characters, and what some programs take for a line break, become blanks. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\u2028\u2029]/gu, (each) => (each === "\n" ? each : " "))
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** Folded at 75 bytes, never within a character. */
function folded(line: string): string {
  let out = "";
  let used = 0;
  for (const character of line) {
    const size = bytesOf(character);
    if (used + size > lineBytesMax) {
      out += "\r\n ";
      used = 1;
    }
    out += character;
    used += size;
  }
  return out;
}

function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
