/**
 * Asks SQLite, when the app is built, which columns each question of `query/` answers. Otherwise the
 * app would have to compile every question twice: for their names, and as what it then runs.
 */
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sessionFiles } from "../worker/projections/session_files.ts";

/** By file below `projections`, for example "query/counts.sql". Both are folders. */
export async function columnsByQuestion(
  projections: string,
  migrations: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const textsOf = (folder: string, names: readonly string[]): string =>
    names.map((name) => readFileSync(join(folder, name), "utf-8")).join("\n");
  const sqlite = await sqlite3InitModule();
  const database = new sqlite.oo1.DB(":memory:");
  database.exec(textsOf(migrations, readdirSync(migrations).sort()));
  database.exec(textsOf(projections, ["schema.sql", ...sessionFiles]));
  const columns: Record<string, readonly string[]> = {};
  for (const name of readdirSync(join(projections, "query")).sort()) {
    const file = `query/${name}`;
    const question = database.prepare(textsOf(projections, [file]));
    columns[file] = question.getColumnNames();
    question.finalize();
  }
  database.close();
  return columns;
}
