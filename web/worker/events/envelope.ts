/**
 * What every reader must read from the exact bytes of one event. The rules and their reasons are in
 * infoview_sync/events/envelope.py; both languages decide alike, and tests/vectors proves it.
 *
 * They are checked on the text, never on the parsed value: JSON.parse forgets all but the last of
 * two equal keys, and with it whatever was wrong under the first.
 */
import { hlcMin, hlcReceivedMax } from "../../shared/clock.ts";
import { readMoment } from "../../shared/moment.ts";

/**
 * Raise it when a rule here changes: what was judged before is then looked at again. Since 2, a
 * block names its unreadable bodies instead of being left unjudged.
 */
export const envelopeRules = 2;

export const bodyBytesMax = 256 * 1024;
const depthMax = 32;
export const typeCharsMax = 64;

/** What orders and routes one event; names are those of the event table's columns. */
export interface Envelope {
  readonly hlc: number;
  readonly type: string;
  readonly subject: string;
  /** Ms since 1970. */
  readonly occurredAt: number;
  readonly offsetMin: number;
}

const head =
  /^\{"hlc":([0-9]{16}),"type":"([a-z][a-z_]*\.[a-z][a-z_]*)","subject":"([0-9a-hjkmnp-tv-z]{16})","occurred_at":"([^"]{25})",/;
const suspectNumber = /[:[,][ \t\r]*-?[0-9]+(?:[.eE]|(?<=[0-9]{16}))/;
const nulEscape = /(?<!\\)(?:\\\\)*\\u0000/;
const string = /"(?:[^"\\]|\\.)*"/g;
// One escape at a time, so that the second backslash of `\\` never begins another.
const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|.)/g;
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** Bytes that hold any head: the fixed letters, a type of 64, and numbers and ids of fixed width. */
const headBytesMax = 192;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The envelope of a body, or null if the body is unreadable. */
export function readEnvelope(body: Uint8Array): Envelope | null {
  if (body.length > bodyBytesMax) return null;
  const text = decode(body);
  const match = text === null ? null : head.exec(text);
  if (text === null || match === null || !isWellFormed(text, match[0].length)) return null;
  return columnsOf(match);
}

/** The envelope of a body that these rules found readable before: only its head is looked at. */
export function readCheckedEnvelope(body: Uint8Array): Envelope | null {
  // The head is ASCII, which every byte-for-byte decoding reads alike.
  const match = head.exec(String.fromCharCode(...body.subarray(0, headBytesMax)));
  return match === null ? null : columnsOf(match);
}

function columnsOf(match: RegExpExecArray): Envelope | null {
  const [, stamp = "", type = "", subject = "", occurred = ""] = match;
  const hlc = Number(stamp);
  if (hlc < hlcMin || hlc > hlcReceivedMax || type.length > typeCharsMax) return null;
  const moment = readMoment(occurred);
  if (moment === null) return null;
  return { hlc, type, subject, occurredAt: moment.at, offsetMin: moment.offsetMin };
}

function decode(body: Uint8Array): string | null {
  try {
    return decoder.decode(body);
  } catch {
    return null;
  }
}

function isWellFormed(text: string, headEnd: number): boolean {
  if (text.includes("\n")) return false;
  if (text.includes("\\u") && !areEscapesWhole(text)) return false;
  if (!holdsDataObject(text)) return false;
  // From the comma that ends the head: everything before it was matched letter by letter.
  const rest = text.slice(headEnd - 1);
  if (suspectNumber.test(rest) && suspectNumber.test(rest.replace(string, '""'))) return false;
  return !isTooDeep(text);
}

function holdsDataObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && Object.hasOwn(value, "data") && isObject(value["data"]);
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** No U+0000, and every escaped surrogate is one half of a pair. */
function areEscapesWhole(text: string): boolean {
  if (nulEscape.test(text)) return false;
  if (!surrogateEscape.test(text)) return true;
  let highEnd = -1;
  for (const match of text.matchAll(escapeSequence)) {
    const unit = match[1] === undefined ? 0 : Number.parseInt(match[1], 16);
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (isLow !== (highEnd === match.index)) return false;
    highEnd = unit >= 0xd800 && unit <= 0xdbff ? match.index + 6 : -1;
    // A high half that nothing follows at once is found here or after the loop.
    if (highEnd !== -1 && text.charCodeAt(highEnd) !== 0x5c) return false;
  }
  return highEnd === -1;
}

function isTooDeep(text: string): boolean {
  let opened = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (opens(text.charCodeAt(at))) opened += 1;
  }
  if (opened <= depthMax) return false;
  let depth = 0;
  let deepest = 0;
  const bare = text.replace(string, "");
  for (let at = 0; at < bare.length; at += 1) {
    const unit = bare.charCodeAt(at);
    if (opens(unit)) depth += 1;
    else if (unit === 0x7d || unit === 0x5d) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest > depthMax;
}

function opens(unit: number): boolean {
  return unit === 0x7b || unit === 0x5b;
}
