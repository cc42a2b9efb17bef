/**
 * Carries a block into SQLite as it lies in IndexedDB. Its bodies were judged when it was packed, and
 * the head of a readable one is of fixed form (events/envelope.ts), so SQL cuts the columns out of
 * the bytes themselves; only where each body begins is found here.
 */
import { hashBytes, type Head } from "../events/chain.ts";
import { hlcReceivedMax } from "../../shared/clock.ts";
import { envelopeRules, typeCharsMax } from "../events/envelope.ts";
import { eachInBlock } from "../log/block.ts";
import type { BlockRecord } from "../log/database.ts";

/** What stands between the parts of a body's head. */
const marks = {
  hlc: '{"hlc":',
  type: ',"type":"',
  subject: '","subject":"',
  occurred: '","occurred_at":"',
} as const;
const hlcDigits = 16;
const idChars = 16;
const momentChars = 25;

/** Bytes before each part; from the subject on, the type's own length is to be added. */
const beforeHlc = marks.hlc.length;
const beforeType = beforeHlc + hlcDigits + marks.type.length;
const beforeSubject = beforeType + marks.subject.length;
const beforeOccurred = beforeSubject + idChars + marks.occurred.length;

const quote = 0x22;
const zero = 0x30;

/** Widths of the columns of one row of ?1. */
const widths = { start: 10, length: 10, typeLength: 2, state: 1 } as const;
const rowWidth = widths.start + widths.length + widths.typeLength + widths.state;
const states = { readable: "0", erased: "1", unreadable: "2" } as const;

const moment = (from: number, chars: number): string =>
  `CAST(substr(?2, start + ${beforeOccurred + from} + type_length, ${chars}) AS TEXT)`;

/** ?1 rows, ?2 the block's bytes, ?3 its log, ?4 its first number, ?5 how many. */
export const insertBlock = `
INSERT INTO event (
  log, seq, hlc, type, subject, occurred_at, offset_min, body, body_hash, hash
)
WITH RECURSIVE
  line (row) AS (SELECT 0 UNION ALL SELECT row + 1 FROM line WHERE row + 1 < ?5),
  place AS MATERIALIZED (
    SELECT row,
      CAST(substr(?1, row * ${rowWidth} + 1, 10) AS INTEGER) AS start,
      CAST(substr(?1, row * ${rowWidth} + 11, 10) AS INTEGER) AS length,
      CAST(substr(?1, row * ${rowWidth} + 21, 2) AS INTEGER) AS type_length,
      CAST(substr(?1, row * ${rowWidth} + 23, 1) AS INTEGER) AS state
    FROM line
  )
SELECT ?3, ?4 + row,
  CASE state WHEN 0 THEN CAST(substr(?2, start + ${beforeHlc}, ${hlcDigits}) AS INTEGER) ELSE 0 END,
  CASE state WHEN 0 THEN CAST(substr(?2, start + ${beforeType}, type_length) AS TEXT) ELSE '' END,
  CASE state
    WHEN 0 THEN CAST(substr(?2, start + ${beforeSubject} + type_length, ${idChars}) AS TEXT)
    ELSE ''
  END,
  CASE state WHEN 0 THEN coalesce(unixepoch(${moment(0, momentChars)}) * 1000, 0) ELSE 0 END,
  CASE state
    WHEN 0
      THEN CAST(${moment(19, 1)} || '1' AS INTEGER)
        * (CAST(${moment(20, 2)} AS INTEGER) * 60 + CAST(${moment(23, 2)} AS INTEGER))
    ELSE 0
  END,
  CASE WHEN state <> 1 THEN CAST(substr(?2, start, length) AS TEXT) END,
  CASE state WHEN 1 THEN substr(?2, start, length) END,
  substr(?2, start + length, ${hashBytes})
FROM place`;

export interface BlockValues {
  readonly values: [Uint8Array, Uint8Array, string, number, number];
  readonly head: Head;
  /** The greatest stamp in it. */
  readonly hlc: number;
}

/**
 * The values of `insertBlock`; null if the bodies must be judged anew, because other rules did it or
 * because they are no longer what was judged. Throws StoreError if the block is cut short.
 */
export function blockValues(block: BlockRecord): BlockValues | null {
  if (block.rules !== envelopeRules) return null;
  const bytes = new Uint8Array(block.bytes);
  const unreadable = new Set(block.unreadable);
  let rows = "";
  let greatest = 0;
  let end = 0;
  let isSound = true;
  eachInBlock(block, (seq, start, length, isErased) => {
    const isReadable = !isErased && !unreadable.has(seq);
    let typeLength = 0;
    if (isReadable) {
      const typeStart = start + beforeType;
      typeLength = bytes.indexOf(quote, typeStart) - typeStart;
      const hlc = numberAt(bytes, start + beforeHlc);
      isSound &&=
        typeLength <= typeCharsMax &&
        hlc <= hlcReceivedMax &&
        stands(marks.hlc, bytes, start) &&
        stands(marks.type, bytes, typeStart - marks.type.length) &&
        stands(marks.subject, bytes, typeStart + typeLength) &&
        stands(marks.occurred, bytes, start + beforeOccurred + typeLength - marks.occurred.length);
      greatest = Math.max(greatest, hlc);
    }
    const state = isReadable ? states.readable : isErased ? states.erased : states.unreadable;
    end = start + length;
    rows +=
      // SQL counts the bytes of a blob from 1.
      String(start + 1).padStart(widths.start) +
      String(length).padStart(widths.length) +
      String(typeLength).padStart(widths.typeLength) +
      state;
  });
  if (!isSound) return null;
  return {
    values: [
      new TextEncoder().encode(rows),
      bytes,
      block.log,
      block.first,
      block.last - block.first + 1,
    ],
    head: { seq: block.last, hash: bytes.slice(end, end + hashBytes) },
    hlc: greatest,
  };
}

function stands(mark: string, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < mark.length; at += 1) {
    if (bytes[from + at] !== mark.charCodeAt(at)) return false;
  }
  return true;
}

/** The number of the stamp's digits; of anything else, whatever comes out. */
function numberAt(bytes: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + hlcDigits; at += 1) {
    value = value * 10 + ((bytes[at] ?? zero) - zero);
  }
  return value;
}
