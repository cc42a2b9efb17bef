/** What is said of a device. Pure. */
import type { DeviceSeen } from "../../shared/devices.ts";
import { ago } from "../moments.ts";
import type { Device } from "../settings/rows.ts";
import { countWords, wordIn } from "../words.ts";

const forms: Readonly<Record<string, string>> = {
  laptop: "Computer",
  phone: "Phone",
  browser: "Browser",
  other: "Device",
};

export function formWords(form: string): string {
  return wordIn(forms, form) ?? "Device";
}

export function nameWords(device: Pick<Device, "name">): string {
  return device.name === "" ? "Unnamed device" : device.name;
}

/** What is known beside the log itself; all null while the server cannot be asked. */
export interface Standing {
  readonly own: string | null;
  /** The log of the server. */
  readonly server: string | null;
  readonly seen: DeviceSeen | undefined;
  /** All that the server holds. */
  readonly events: number | null;
  /** Own events that nobody else has yet. */
  readonly waiting: number;
  readonly now: number;
}

/** How far a device is and when it was last heard of, in one line. */
export function standingWords(device: Device, standing: Standing): string {
  const { own, server, waiting } = standing;
  if (device.isRevoked) return "Cut off: nothing new reaches it";
  if (device.log === own) {
    return waiting === 0 ? "This device" : `This device · ${waiting} ahead of the others`;
  }
  if (device.log === server) return "InfoView runs here";
  return seenWords(device, standing);
}

function seenWords(device: Device, { seen, events, now }: Standing): string {
  if (seen === undefined) return `last wrote ${ago(device.writtenAt, now)}`;
  if (seen.seen_at === null) return "let in, and not heard of yet";
  return `here ${ago(seen.seen_at, now)} · ${behindWords(seen.events_known, events)}`;
}

/** `known`: how many of `events` it held when it was last here. */
export function behindWords(known: number | null, events: number | null): string {
  if (known === null || events === null) return "how much it has is not known";
  return known >= events ? "up to date" : `${countWords(events - known, "event")} behind`;
}

/** Who let it in, or null for the first and for those older than keys are. */
export function letInWords(device: Device): string | null {
  if (device.approvedBy === "") return null;
  if (device.approvedBy === "recovery") return "let in by the recovery phrase";
  return device.approvedByName === "" ? null : `let in by ${device.approvedByName}`;
}

/** Those that this one let in, and they in turn; not those cut off already. */
export function letInBy(devices: readonly Device[], log: string): readonly Device[] {
  const found: Device[] = [];
  let approvers = new Set([log]);
  // Each round goes one step further; nobody is found twice.
  while (approvers.size > 0) {
    const next = devices.filter(
      (each) => approvers.has(each.approvedBy) && each.log !== log && !found.includes(each),
    );
    found.push(...next);
    approvers = new Set(next.map((each) => each.log));
  }
  return found.filter(({ isRevoked }) => !isRevoked);
}

/**
 * Earlier logs of the same browser: only a browser that went on in a new log was let in by another
 * browser, which is itself. Whoever cuts off the one means them all.
 */
export function earlierOf(devices: readonly Device[], device: Device): readonly Device[] {
  const earlier: Device[] = [];
  const before = (log: string) => devices.find((each) => each.log === log);
  let next = before(device.approvedBy);
  while (next !== undefined && next.form !== "laptop" && !earlier.includes(next)) {
    earlier.push(next);
    next = before(next.approvedBy);
  }
  return earlier;
}

/** A code or digits as one reads them aloud. */
export function digitsWords(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

/** "1:07"; never below zero. */
export function countdown(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
