/** Named questions, each one file in sql/query; mirrors infoview_sync/projections/queries.py. */
import type { Parameters } from "../../shared/messages.ts";
import type { PackedRows } from "../../shared/rows.ts";
import { UsageError } from "../errors.ts";
import type { Engine } from "./engine.ts";
import { sqlByFile } from "./sql.ts";

// Scripts written without spaces: Thai to Khmer, kana, Han, Hangul. A word of these is looked up
// anywhere in the text, because FTS5's tokenizer takes a whole run of them for one word.
const unspaced =
  /[\u{0e00}-\u{0eff}\u{1000}-\u{109f}\u{1780}-\u{17ff}\u{2e80}-\u{d7ff}\u{f900}-\u{faff}\u{20000}-\u{3ffff}]/u;
const searchCharsMax = 200;
const rowsFound = 50;
/**
 * The rows of `sql/query/<name>.sql`; one that asks for `:now` is given `nowMs`, unless told.
 * Throws UsageError if there is no such question.
 */
export function ask(
  engine: Engine,
  name: string,
  parameters: Parameters,
  nowMs: number,
): PackedRows {
  const text = sqlByFile[`query/${name}.sql`];
  if (text === undefined) throw new UsageError(`There is no question ${JSON.stringify(name)}`);
  const now = /:now\b/.test(text) ? { now: Math.floor(nowMs) } : {};
  return engine.packed(text, { ...now, ...parameters });
}

export function isQuestion(name: string): boolean {
  return `query/${name}.sql` in sqlByFile;
}

/** The tables that the answer to `ask(name)` depends on. */
export function readsOf(engine: Engine, name: string): readonly string[] {
  return engine.readsOf(sqlByFile[`query/${name}.sql`] ?? "");
}

/**
 * What is due at an instant, for someone `offsetMin` minutes east of UTC; with `days`, also what
 * will be due within that many days after today. The first `limit` of them (-1: all); each row's
 * `total` says how many there are.
 */
export function agenda(
  engine: Engine,
  nowMs: number,
  offsetMin: number,
  days = 0,
  contact: string | null = null,
  limit = -1,
): PackedRows {
  const now = Math.floor(nowMs);
  const today = Math.floor((Math.floor(now / 60_000) + offsetMin) / 1440);
  const until = days === 0 ? now : (today + days + 1) * 86_400_000 - offsetMin * 60_000 - 1;
  return ask(
    engine,
    "agenda",
    {
      now,
      today,
      offset_min: offsetMin,
      until,
      until_day: today + days,
      contact,
      limit,
    },
    now,
  );
}

/** Whatever was indexed (fold/search.sql) and holds all of the words, as prefixes. */
export function search(engine: Engine, words: string): PackedRows {
  const terms = [...words].slice(0, searchCharsMax).join("").split(/\s+/).filter(Boolean);
  if (terms.length === 0) return { columns: [], values: "[]" };
  const match = terms.map((term) => `"${term.replaceAll('"', '""')}"*`).join(" ");
  const escaped = terms.map((term) => term.replaceAll(/[\\%_]/g, "\\$&"));
  const pattern = terms.some((term) => unspaced.test(term)) ? `%${escaped.join("%")}%` : null;
  return ask(engine, "search", { match, pattern, limit: rowsFound }, 0);
}
