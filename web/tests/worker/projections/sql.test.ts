import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sqlByFile } from "../../../worker/projections/sql.ts";

const folder = new URL("../../../../infoview_sync/projections/sql/", import.meta.url);

test("the browser runs the very SQL files that Python runs", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  expect(Object.keys(sqlByFile)).toEqual(files);
  for (const name of files) {
    expect(sqlByFile[name]).toBe(readFileSync(new URL(name, folder), "utf8"));
  }
});
