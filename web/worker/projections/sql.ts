/**
 * The projections' SQL, read from the Python package when the app is built (without its comments,
 * see build/sql.ts): one text for both.
 */
declare const __SQL_HASH__: string;
declare const __LOG_HASH__: string;
declare const __COLUMNS__: Readonly<Record<string, readonly string[]>>;

const prefix = "../../../infoview_sync/projections/sql/";
/** By the kind that asks for them. */
const foldsFirst: Readonly<Record<string, string>> = {
  retraction: "retraction",
  contact: "survivor",
  merge: "merge",
};
const foldBefore = "concern";
const foldsLast = ["standing", "search"];

// What is loaded before Today is shown: neither the questions that the laptop alone asks, nor those
// of screens that come later (later_sql.ts).
const firstTexts: Readonly<Record<string, string>> = import.meta.glob(
  [
    "../../../infoview_sync/projections/sql/**/*.sql",
    "!../../../infoview_sync/projections/sql/query/{duplicates,helps,imported,measure_chain_people,mentorships,merged,themes}.sql",
    "!../../../infoview_sync/projections/sql/query/{bank_use,belonging,events_by_week,funnel,insights_by_month,mentions,met_among,opportunities,organisations,thank_times,things,undo_of,undone_together}.sql",
    "!../../../infoview_sync/projections/sql/query/measure_{advice,chain,days,dormant,dormant_people,insights,late,prepared,reciprocity,referrals,reply_interview,reply_rate,thank_time,thanked}.sql",
  ],
  { query: "?raw", import: "default", eager: true },
);

// By pattern, like the files above, though each finds one: only the build reads outside of web/.
const logFiles: Readonly<Record<string, string>> = import.meta.glob(
  "../../../infoview_sync/log/migrations/*.sql",
  { query: "?raw", import: "default", eager: true },
);
const logText = Object.keys(logFiles)
  .sort()
  .map((path) => logFiles[path] ?? "")
  .join("\n");
const anIndex = /^CREATE INDEX [^;]+;/gm;

/** The tables of the log, every migration in order, in the attached database `log`. */
export const logTables: string = logText
  .replaceAll(anIndex, "")
  .replaceAll(/^CREATE TABLE /gm, "CREATE TABLE log.");

const indexes: readonly string[] = [...logText.matchAll(anIndex)].map(([text]) =>
  text.replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS log."),
);

/** Their indexes, by themselves: quicker to make over a whole log than event by event. */
export const logIndexes: string = indexes.join("\n");

/** The one of them that folds read. */
export const foldIndex: string = indexes.filter((text) => text.includes("(subject)")).join("\n");

const texts: Record<string, string> = {};
const columnsByText = new Map<string, readonly string[]>();

/** SQL text by file name below `projections/sql`, for example "schema.sql". */
export const sqlByFile: Readonly<Record<string, string>> = texts;

/** Adds files by their path from here, each with the columns that it answers. */
export function takeSql(textByPath: Readonly<Record<string, string>>): void {
  for (const path of Object.keys(textByPath).sort()) {
    const [file, text = ""] = [path.slice(prefix.length), textByPath[path]];
    texts[file] = text;
    const columns = __COLUMNS__[file];
    if (columns !== undefined) columnsByText.set(text, columns);
  }
}

takeSql(firstTexts);

/** Their version: SHA-256, hex, over every file, as infoview_sync/projections/sql_files.py has it. */
export const sqlHash: string = __SQL_HASH__;

/** Names the layout of the log's tables, which an upgrade of the views leaves alone. */
export const logHash: string = __LOG_HASH__;

/** The columns that the text of a file in `query` answers; undefined for any other text. */
export function columnsOf(text: string): readonly string[] | undefined {
  return columnsByText.get(text);
}

/** The text of one file. Throws RangeError if there is none of that name. */
export function sqlText(file: string): string {
  const text = sqlByFile[file];
  if (text === undefined) throw new RangeError(`There is no SQL file ${file}`);
  return text;
}

/** The tables that a fold puts rows into, and what is found through them. */
export function tablesIn(file: string): readonly string[] {
  const tables = [...sqlText(file).matchAll(/\bINTO (\w+)/g)].map(([, table = ""]) => table);
  return tables.includes("document") ? [...tables, "search"] : tables;
}

/** Whether a question reads the log's tables, and not only what was folded from them. */
export function readsLog(file: string): boolean {
  return /\b(?:event|head|live|upcast|erasable)\b/.test(sqlByFile[file] ?? "");
}

/** The folds that may touch more subjects, so they run before the others are chosen. */
export const firstFolds: readonly { readonly kind: string; readonly file: string }[] =
  Object.entries(foldsFirst).map(([kind, fold]) => ({ kind, file: `fold/${fold}.sql` }));

/** The fold files that these kinds need, in running order, with those that all need. */
export function foldsOf(kinds: ReadonlySet<string>): readonly string[] {
  const own = [...kinds].filter((kind) => foldsFirst[kind] !== kind).sort();
  return [foldBefore, ...own, ...foldsLast]
    .map((kind) => `fold/${kind}.sql`)
    .filter((file) => file in sqlByFile);
}
