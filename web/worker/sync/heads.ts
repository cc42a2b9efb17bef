/** Heads on the wire, and the pure difference of two version vectors (docs/sync-protocol.md). */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Summary } from "../../shared/messages.ts";
import { isId } from "../../shared/ids.ts";
import { BadSegment, Fork, type LeftOut, NotAdmitted, Revoked } from "../errors.ts";
import { equalBytes, type Head, type Heads } from "../events/chain.ts";
import { isEpoch } from "../keys/derivation.ts";

const protocol = 1;
const seqMax = 2 ** 49;
const hex = /^[0-9a-f]{64}$/;

/** What the other side says of itself; `projection` and `digest` only as far as it told them. */
export interface TheirHeads {
  readonly notebook: string;
  readonly heads: Heads;
  /** The number of their newest key; 0 if they told none. */
  readonly epoch: number;
  readonly projection: string | null;
  readonly digest: string | null;
  /** In the answer to a push: why some logs of it are not among the heads (yet). */
  readonly waiting: ReadonlyMap<string, LeftOut>;
}

/** Events `after` < seq ≤ `until` of one log. */
export interface Range {
  readonly log: string;
  readonly after: number;
  readonly until: number;
}

export function encodeHeads(notebook: string, heads: Heads): string {
  const sorted = [...heads].sort(([left], [right]) => (left < right ? -1 : 1));
  const wire = sorted.map(
    ([log, { seq, hash }]) => [log, { seq, hash: bytesToHex(hash) }] as const,
  );
  return JSON.stringify({ protocol, notebook, heads: Object.fromEntries(wire) });
}

/** Throws BadSegment if this is not a well-formed message of our protocol. */
export function decodeHeads(text: string): TheirHeads {
  const wire = objectOf(parse(text));
  if (wire["protocol"] !== protocol) {
    throw new BadSegment(
      `The server speaks protocol ${String(wire["protocol"])}, this app ${protocol}: reload the page, or upgrade InfoView.`,
    );
  }
  const notebook = wire["notebook"];
  if (typeof notebook !== "string" || !isId(notebook))
    throw new BadSegment("Heads name no notebook");
  const heads = new Map<string, Head>();
  for (const [log, head] of Object.entries(objectOf(wire["heads"]))) {
    heads.set(log, headOf(log, objectOf(head)));
  }
  const epoch = epochOf(wire["epoch"]);
  return {
    notebook,
    heads,
    epoch,
    projection: hexOf(wire["projection"]),
    digest: hexOf(wire["digest"]),
    waiting: waitingIn(wire["waiting"]),
  };
}

/** What `mine` lacks of `theirs`, ordered by log. */
export function missing(mine: Heads, theirs: Heads): readonly Range[] {
  const ranges: Range[] = [];
  for (const [log, head] of [...theirs].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const have = mine.get(log);
    const after = have?.seq ?? 0;
    if (after < head.seq) ranges.push({ log, after, until: head.seq });
  }
  return ranges;
}

/**
 * Logs that end at the same number with another hash. (A fork further back shows when the events
 * arrive: they do not continue the chain.)
 */
export function forks(mine: Heads, theirs: Heads): ReadonlyMap<string, Fork> {
  const forked = [...theirs].filter(([log, head]) => {
    const have = mine.get(log);
    return have?.seq === head.seq && !equalBytes(have.hash, head.hash);
  });
  return new Map(forked.map(([log, { seq }]) => [log, new Fork(log, seq)]));
}

/**
 * First the tails of logs that the other side knows, then new logs, the oldest first: so who lets a
 * device in is nearly always sent before the device; a push may need many requests.
 */
export function inSendingOrder(
  ranges: readonly Range[],
  firstStamps: ReadonlyMap<string, number>,
): readonly Range[] {
  const stampOf = ({ log, after }: Range) => (after > 0 ? -1 : (firstStamps.get(log) ?? 0));
  return [...ranges].sort((left, right) => stampOf(left) - stampOf(right));
}

export function eventsIn(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { after, until }) => sum + until - after, 0);
}

/** Equal heads have equal names. */
export function nameOf(heads: Heads): string {
  return encodeHeads("", heads);
}

/** The same name for the heads of a summary, whose logs come sorted. */
export function nameOfSummary(summary: Summary): string {
  return JSON.stringify({ protocol, notebook: "", heads: summary.heads });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadSegment("The server's answer is not JSON", { cause: error });
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BadSegment("The server's answer is not heads");
  }
  return { ...value };
}

function headOf(log: string, head: Readonly<Record<string, unknown>>): Head {
  const { seq, hash } = head;
  const isSeq = typeof seq === "number" && Number.isInteger(seq) && seq >= 1 && seq <= seqMax;
  if (!isId(log) || !isSeq || typeof hash !== "string" || !hex.test(hash)) {
    throw new BadSegment(`The head of log ${JSON.stringify(log)} is malformed`);
  }
  return { seq, hash: hexToBytes(hash) };
}

function waitingIn(value: unknown): TheirHeads["waiting"] {
  if (value === undefined) return new Map();
  const waiting = new Map<string, LeftOut>();
  for (const [log, why] of Object.entries(objectOf(value))) {
    const { code, message, seq } = objectOf(why);
    if (!isId(log) || typeof message !== "string") throw new BadSegment("Nothing says what waits");
    waiting.set(log, leftOut(log, code, message, typeof seq === "number" ? seq : 0));
  }
  return waiting;
}

function leftOut(log: string, code: unknown, message: string, seq: number): LeftOut {
  if (code === "fork") return new Fork(log, seq);
  return code === "revoked" ? new Revoked(message) : new NotAdmitted(message);
}

function epochOf(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value === "number" && (value === 0 || isEpoch(value))) return value;
  throw new BadSegment("Heads name no epoch");
}

function hexOf(value: unknown): string | null {
  return typeof value === "string" && hex.test(value) ? value : null;
}
