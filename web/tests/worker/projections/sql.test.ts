import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { leanSqlText } from "../../../build/sql.ts";
import { Engine } from "../../../worker/projections/engine.ts";
import { createTables } from "../../../worker/projections/projector.ts";
import "../../../worker/projections/later_sql.ts";
import { columnsOf, sqlByFile } from "../../../worker/projections/sql.ts";

const folder = new URL("../../../../infoview_sync/projections/sql/", import.meta.url);

/** What Python alone asks: a phone need not load it. */
const laptopOnly = ["duplicates", "helps", "imported", "measure_chain_people", "mentorships"]
  .concat("merged", "themes")
  .map((name) => `query/${name}.sql`);

test("the browser runs the very SQL files that Python runs", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  expect(Object.keys(sqlByFile).sort()).toEqual(files.filter((name) => !laptopOnly.includes(name)));
  for (const name of Object.keys(sqlByFile)) {
    expect(sqlByFile[name]).toBe(leanSqlText(readFileSync(new URL(name, folder), "utf8")));
  }
});

test("only comments and indentation are left out of them", () => {
  const text = "-- why\nSELECT 'it''s -- no comment\n  here',\n a -- b's\n  , \"c -- d\" - -1;\n";
  expect(leanSqlText(text)).toBe("SELECT 'it''s -- no comment\n  here',\na \n, \"c -- d\" - -1;\n");
});

test("the columns of every question, known since the build, are those that SQLite answers", async () => {
  const engine = await Engine.open();
  createTables(engine);
  const questions = Object.entries(sqlByFile).filter(([file]) => file.startsWith("query/"));
  expect(questions).not.toEqual([]);
  for (const [file, text] of questions) {
    const names = [...text.replaceAll(/'[^']*'/g, "").matchAll(/:([a-z_]+)/g)];
    const parameters = Object.fromEntries(names.map(([, name = ""]) => [name, 1]));
    // Another text with the same columns, which SQLite itself must therefore be asked for.
    const anew = `SELECT * FROM (${text.trimEnd().replace(/;$/, "")})`;
    expect(columnsOf(anew)).toBeUndefined();
    expect([file, columnsOf(text)]).toEqual([file, engine.packed(anew, parameters).columns]);
  }
  engine.close();
});
