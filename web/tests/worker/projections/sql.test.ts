import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { leanSqlText } from "../../../build/sql.ts";
import { sqlByFile } from "../../../worker/projections/sql.ts";

const folder = new URL("../../../../infoview_sync/projections/sql/", import.meta.url);

test("the browser runs the very SQL files that Python runs", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  expect(Object.keys(sqlByFile)).toEqual(files);
  for (const name of files) {
    expect(sqlByFile[name]).toBe(leanSqlText(readFileSync(new URL(name, folder), "utf8")));
  }
});

test("only comments and indentation are left out of them", () => {
  const text = "-- why\nSELECT 'it''s -- no comment\n  here',\n a -- b's\n  , \"c -- d\" - -1;\n";
  expect(leanSqlText(text)).toBe("SELECT 'it''s -- no comment\n  here',\na \n, \"c -- d\" - -1;\n");
});
