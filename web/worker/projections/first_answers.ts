/**
 * Answers to what the first screen asks (shared/today.ts), kept beside the snapshot, a record for
 * each day: at the next start Today is drawn from them while SQLite is still being opened, and asks
 * again as soon as it is. They are shown only if the log has not changed since, it is a day that was
 * answered for, and the question itself is worded as it was; an upgrade of other SQL leaves them,
 * since just then the views are made anew.
 */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { dayNumber, midnight } from "../../shared/days.ts";
import type { AsOf, Parameters, Request } from "../../shared/messages.ts";
import type { PackedRows } from "../../shared/rows.ts";
import { type Agenda, firstQuestions, today } from "../../shared/today.ts";
import { bodyHash, type Heads } from "../events/chain.ts";
import { get, type LogDatabase, write, type Writing } from "../log/database.ts";
import { readHeads } from "../log/reading.ts";
import { isQuestion } from "./queries.ts";
import { equalHeads } from "./snapshot.ts";
import { sqlText } from "./sql.ts";

export type Question =
  | Agenda
  | Extract<Request, { readonly tag: "search" }>
  | {
      readonly tag: "ask";
      readonly name: string;
      readonly parameters: Parameters;
      readonly as_of: AsOf | undefined;
    };

/** Of what is kept, not of the SQL. */
const format = "2";
/** What would take longer to read than to be worked out. */
const charsMax = 256 * 1024;
/** Whoever comes back after a month waits for SQLite. */
const daysAhead = 31;
/** When a day that is still to come is asked about: what is late by then shows once it is asked again. */
const morningMs = 8 * 3_600_000;

/** The moments that are answered for: now, and a morning of each of the next days. */
export function momentsAhead(now: number): readonly number[] {
  const day = today(now);
  const ahead = Array.from({ length: daysAhead }, (_, n) => midnight(day + n + 1) + morningMs);
  return [now, ...ahead];
}

const recordOf = (moment: number): string => `first ${today(moment)}`;
/** Of an earlier version; sorts before all others. */
const single = "first";

/** Forgets the answers of days that are over. */
export async function dropPastDays(database: LogDatabase, now: number): Promise<void> {
  const range = IDBKeyRange.bound(single, recordOf(now), false, true);
  const remove = (transaction: Writing) => transaction.objectStore("snapshot").delete(range);
  await write(database, ["snapshot"], remove, "relaxed");
}

/** Answers a day's questions as of `moment`, and keeps that, unless there is too much of it. */
export async function keepAnswers(
  database: LogDatabase,
  about: { readonly notebook: string; readonly heads: Heads },
  moment: number,
  answer: (question: Question) => PackedRows,
): Promise<void> {
  const answers = new Map<string, PackedRows>();
  for (const question of firstQuestions(moment)) {
    const key = keyOf(question);
    if (key !== null) answers.set(key, answer(question));
  }
  const chars = [...answers.values()].reduce((sum, { values }) => sum + values.length, 0);
  if (chars > charsMax) return;
  const bytes = new TextEncoder().encode(JSON.stringify([...answers]));
  const record = { ...about, name: recordOf(moment), version: format, bytes };
  const put = (transaction: Writing) => transaction.objectStore("snapshot").put(record);
  await write(database, ["snapshot"], put, "relaxed");
}

export type KeptAnswers = ReadonlyMap<string, PackedRows>;

/** What is kept for the day of this moment; none if it does not fit this log. */
export async function readAnswers(database: LogDatabase, moment: number): Promise<KeptAnswers> {
  const record = await get(database, "snapshot", recordOf(moment));
  if (record?.version !== format) return new Map();
  if (!equalHeads(record.heads, await readHeads(database))) return new Map();
  return new Map(JSON.parse(new TextDecoder().decode(record.bytes)) as [string, PackedRows][]);
}

/** Whether all that the first screen asks at this moment has its answer. */
export function answersAll(answers: KeptAnswers, moment: number): boolean {
  return firstQuestions(moment).every((question) => {
    const key = keyOf(question);
    return key === null || answers.has(key);
  });
}

/** Null if nothing is kept that answers this. */
export function keptAnswer(answers: KeptAnswers, question: Question): PackedRows | null {
  const key = keyOf(question);
  return key === null ? null : (answers.get(key) ?? null);
}

/** Null if the answer depends on more than the log, the question and the local day. */
function keyOf(question: Question): string | null {
  if (question.as_of !== undefined || question.tag === "search") return null;
  if (question.tag === "agenda") {
    const { now, offset_min, days, contact, limit } = question;
    return keyOfAll("agenda", [dayNumber(now, offset_min), offset_min, days, contact, limit ?? -1]);
  }
  const { name, parameters } = question;
  if (!isQuestion(name) || /:now\b/.test(sqlText(`query/${name}.sql`))) return null;
  return keyOfAll(name, Object.entries(parameters).sort());
}

function keyOfAll(name: string, asked: readonly unknown[]): string {
  const wording = bytesToHex(bodyHash(utf8ToBytes(sqlText(`query/${name}.sql`))));
  return JSON.stringify([name, wording, asked]);
}
