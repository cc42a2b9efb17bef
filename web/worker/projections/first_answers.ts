/**
 * Answers to what the first screen asks (shared/today.ts), kept beside the snapshot: at the next
 * start Today is drawn from them while SQLite is still being opened, and asks again as soon as it is.
 * They are shown only if the log has not changed since, it is a day that was answered for, and the
 * question itself is worded as it was; an upgrade of other SQL leaves them, since just then the views
 * are made anew.
 */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { dayNumber, midnight } from "../../shared/days.ts";
import type { AsOf, Parameters, Row } from "../../shared/messages.ts";
import { type Agenda, today } from "../../shared/today.ts";
import { bodyHash, type Heads } from "../events/chain.ts";
import type { LogDatabase } from "../log/database.ts";
import { readHeads } from "../log/reading.ts";
import { equalHeads } from "./snapshot.ts";
import { sqlText } from "./sql.ts";

export type Question =
  | Agenda
  | {
      readonly tag: "ask";
      readonly name: string;
      readonly parameters: Parameters;
      readonly as_of: AsOf | undefined;
    };

/** Of what is kept, not of the SQL. */
const format = "1";
/** What would take longer to read than to be worked out. */
const charsMax = 512 * 1024;
/** Over a weekend: the first start of a day finds answers too. */
const daysAhead = 3;
/** When a day that is still to come is asked about: what is late by then shows once it is asked again. */
const morningMs = 8 * 3_600_000;

/** The moments that are answered for: now, and a morning of each of the next days. */
export function momentsAhead(now: number): readonly number[] {
  const day = today(now);
  const ahead = Array.from({ length: daysAhead }, (_, n) => midnight(day + n + 1) + morningMs);
  return [now, ...ahead];
}

export type Answers = readonly (readonly [Question, readonly Row[]])[];

/** As many of these days as there is room for, the first ones first. */
export async function keepAnswers(
  database: LogDatabase,
  about: { readonly notebook: string; readonly heads: Heads },
  days: readonly Answers[],
): Promise<void> {
  const kept = new Map<string, readonly Row[]>();
  let text = "";
  for (const answers of days) {
    for (const [question, rows] of answers) {
      const key = keyOf(question);
      if (key !== null) kept.set(key, rows);
    }
    const longer = JSON.stringify([...kept]);
    if (longer.length > charsMax) break;
    text = longer;
  }
  if (text === "") return;
  const bytes = new TextEncoder().encode(text);
  const record = { ...about, name: "first", version: format, bytes } as const;
  const transaction = database.transaction("snapshot", "readwrite", { durability: "relaxed" });
  await transaction.store.put(record);
  await transaction.done;
}

export type KeptAnswers = ReadonlyMap<string, readonly Row[]>;

/** None if they do not fit this log. */
export async function readAnswers(database: LogDatabase): Promise<KeptAnswers> {
  const record = await database.get("snapshot", "first");
  if (record?.version !== format) return new Map();
  if (!equalHeads(record.heads, await readHeads(database))) return new Map();
  return new Map(JSON.parse(new TextDecoder().decode(record.bytes)) as [string, readonly Row[]][]);
}

/** Null if nothing is kept that answers this. */
export function keptAnswer(answers: KeptAnswers, question: Question): readonly Row[] | null {
  const key = keyOf(question);
  return key === null ? null : (answers.get(key) ?? null);
}

/** Null if the answer depends on more than the log, the question and the local day. */
function keyOf(question: Question): string | null {
  if (question.as_of !== undefined) return null;
  if (question.tag === "agenda") {
    const { now, offset_min, days, contact, limit } = question;
    return keyOfAll("agenda", [dayNumber(now, offset_min), offset_min, days, contact, limit ?? -1]);
  }
  const { name, parameters } = question;
  if (/:now\b/.test(sqlText(`query/${name}.sql`))) return null;
  return keyOfAll(name, Object.entries(parameters).sort());
}

function keyOfAll(name: string, asked: readonly unknown[]): string {
  const wording = bytesToHex(bodyHash(utf8ToBytes(sqlText(`query/${name}.sql`))));
  return JSON.stringify([name, wording, asked]);
}
