// Asks the audit's questions in the browser's SQLite, for test_two_engines.py: reads asked.json in a
// folder and the notebooks beside it, writes told.json. Run by scripts/web, whose modules it borrows.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, web] = process.argv.slice(2);
const found = createRequire(join(web, "package.json")).resolve("@sqlite.org/sqlite-wasm/package.json");
const manifest = JSON.parse(readFileSync(found, "utf8"));
const entry = manifest.exports["."].node ?? manifest.exports["."].import ?? manifest.main;
const path = typeof entry === "string" ? entry : entry.default;
const { default: open } = await import(pathToFileURL(join(found, "..", path)).href);
const sqlite = await open();
const { session, queries, notebooks } = JSON.parse(readFileSync(join(folder, "asked.json"), "utf8"));

const told = notebooks.map(({ file, questions }) => {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const database = new sqlite.oo1.DB(":memory:");
  const place = sqlite.wasm.allocFromTypedArray(bytes);
  const flags = sqlite.capi.SQLITE_DESERIALIZE_FREEONCLOSE | sqlite.capi.SQLITE_DESERIALIZE_RESIZEABLE;
  database.checkRc(
    sqlite.capi.sqlite3_deserialize(database.pointer, "main", place, bytes.length, bytes.length, flags),
  );
  for (const text of session) database.exec(text);
  const answers = questions.map((values) =>
    queries.map(({ text, parameters }) =>
      database.exec({
        sql: text,
        bind: parameters.length
          ? Object.fromEntries(parameters.map((name) => [`:${name}`, values[name]]))
          : undefined,
        rowMode: "array",
        returnValue: "resultRows",
      }),
    ),
  );
  database.close();
  return answers;
});
writeFileSync(join(folder, "told.json"), JSON.stringify(told));
