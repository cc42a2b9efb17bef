/**
 * Ships the shared SQL files without their comments, which are a third of what a phone would load,
 * and tells the app the hash over the files as they were written: by it both engines know that
 * they run the same version, so it must be Python's (infoview_sync/projections/sql_files.py).
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const query = "?raw";

/** Answers the imports `….sql?raw`; without a query the file stays Vite's. */
export function leanSql(): Plugin {
  return {
    name: "infoview:lean-sql",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(`.sql${query}`)) return null;
      const text = readFileSync(id.slice(0, -query.length), "utf-8");
      return `export default ${JSON.stringify(leanSqlText(text))};`;
    },
  };
}

/**
 * The statements alone: no comments, no indentation. What stands between quotes is left as it is,
 * and so are the ends of lines, at which the engine looks for the end of a statement.
 */
export function leanSqlText(text: string): string {
  return text
    .replace(/('(?:[^']|'')*'|"(?:[^"]|"")*")|--[^\n]*|\s+/g, (found, quoted?: string) => {
      if (quoted !== undefined) return quoted;
      if (found.startsWith("--")) return "";
      return found.includes("\n") ? "\n" : " ";
    })
    .replace(/^[ \n]+/, "");
}

/** SHA-256, hex, over the name and the text of every file below this folder. */
export function sqlHashOf(folder: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf-8" })
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  for (const name of names) hash.update(`${name}\0${readFileSync(join(folder, name), "utf-8")}\0`);
  return hash.digest("hex");
}
