/**
 * The last answers to what the first screen asks, kept beside the snapshot: at the next start Today
 * is drawn from them while SQLite is still being opened, and asks again as soon as it is. They are
 * shown only if the log has not changed since, it is still the same day, and the question itself is
 * worded as it was; an upgrade of other SQL leaves them, since just then the views are made anew.
 */
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { AsOf, Parameters, Request, Row } from "../../shared/messages.ts";
import { bodyHash, type Heads } from "../events/chain.ts";
import type { LogDatabase } from "../log/database.ts";
import { readHeads } from "../log/reading.ts";
import { equalHeads } from "./snapshot.ts";
import { sqlText } from "./sql.ts";

export type Question =
  | Extract<Request, { readonly tag: "agenda" }>
  | {
      readonly tag: "ask";
      readonly name: string;
      readonly parameters: Parameters;
      readonly as_of: AsOf | undefined;
    };

/** Of what is kept, not of the SQL. */
const format = "1";
/** A screen asks all it needs at once, and a little more when the first answers are there. */
const togetherMs = 1000;
/** More than any screen asks at a time. */
const recentMax = 16;
/** What would take longer to read than to be worked out. */
const charsMax = 512 * 1024;

/** Which questions Today asks: those about the present that come together with the one what is due. */
export class FirstQuestions {
  #recent: readonly { readonly question: Question; readonly at: number }[] = [];
  #dueAskedAt: number | null = null;

  note(question: Question, at: number): void {
    if (this.#dueAskedAt !== null && at > this.#dueAskedAt + togetherMs) return;
    if (isWhatIsDue(question)) this.#dueAskedAt ??= at;
    this.#recent = [...this.#recent, { question, at }].slice(-recentMax);
  }

  /** As they would be asked now; none until it was asked what is due. */
  at(now: number): readonly Question[] {
    const about = this.#dueAskedAt;
    if (about === null) return [];
    const together = this.#recent.filter(({ at }) => at >= about - togetherMs);
    return together.map(({ question }) =>
      question.tag === "agenda" ? { ...question, now } : question,
    );
  }
}

export async function keepAnswers(
  database: LogDatabase,
  about: { readonly notebook: string; readonly heads: Heads },
  answers: readonly (readonly [Question, readonly Row[]])[],
): Promise<void> {
  const kept = answers.flatMap(([question, rows]) => {
    const key = keyOf(question);
    return key === null ? [] : [[key, rows] as const];
  });
  const text = JSON.stringify(kept);
  if (text.length > charsMax) return;
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
    const day = Math.floor((now / 60_000 + offset_min) / 1440);
    return keyOfAll("agenda", [day, offset_min, days, contact, limit ?? -1]);
  }
  const { name, parameters } = question;
  if (/:now\b/.test(sqlText(`query/${name}.sql`))) return null;
  return keyOfAll(name, Object.entries(parameters).sort());
}

function keyOfAll(name: string, asked: readonly unknown[]): string {
  const wording = bytesToHex(bodyHash(utf8ToBytes(sqlText(`query/${name}.sql`))));
  return JSON.stringify([name, wording, asked]);
}

function isWhatIsDue(question: Question): boolean {
  return question.tag === "agenda" && question.contact === null && question.days === 0;
}
