/** Local moments as events write them: `2026-05-01T10:00:00+02:00`, 25 characters. */

export interface Moment {
  /** Ms since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC where it happened. */
  readonly offsetMin: number;
}

const pattern =
  /^(19[7-9][0-9]|2[0-9]{3})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})([+-])(0[0-9]|1[0-4]):([0-5][0-9])$/;

/** The instant and offset of a local moment, or null unless it is a real one from 1970 on. */
export function readMoment(text: string): Moment | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const numbers = match.slice(1).map(Number);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const dayStart = Date.UTC(year, month - 1, day);
  const date = new Date(dayStart);
  // Date.UTC rolls February 30 over into March; a real date comes back as it went in.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = (Number(match[8]) * 60 + Number(match[9])) * (match[7] === "-" ? -1 : 1);
  const at = dayStart + ((hour * 60 + minute - offset) * 60 + second) * 1000;
  return at < 0 ? null : { at, offsetMin: offset === 0 ? 0 : offset };
}

/** An instant as written in a zone, for example "Europe/Berlin". Throws RangeError on no such zone. */
export function localMoment(at: number, zone: string): string {
  const seconds = Math.floor(at / 1000) * 1000;
  const offset = offsetMin(seconds, zone);
  const local = new Date(seconds + offset * 60_000).toISOString().slice(0, 19);
  const sign = offset < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  return `${local}${sign}${hours}:${minutes}`;
}

/** Minutes east of UTC that a zone keeps at an instant. */
export function offsetMin(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(at)) parts[part.type] = Number(part.value);
  const local = Date.UTC(
    parts["year"] ?? 0,
    (parts["month"] ?? 1) - 1,
    parts["day"] ?? 1,
    parts["hour"] ?? 0,
    parts["minute"] ?? 0,
    parts["second"] ?? 0,
  );
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}

/** The zone of this device, as the IANA database names it. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// Making a formatter costs 50 times its use.
const formatByZone = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formatByZone.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatByZone.set(zone, made);
  return made;
}
