/** Page, worker and service worker run in different places: they share only `shared/`. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const web = new URL("../", import.meta.url);
const mayImport: Readonly<Record<string, readonly string[]>> = {
  page: ["shared"],
  worker: ["shared"],
  sw: ["shared"],
  shared: [],
};

test.each(Object.keys(mayImport))("%s imports only what its place allows", (part) => {
  const allowed = mayImport[part] ?? [];
  const folder = new URL(`${part}/`, web);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  expect(sources).not.toEqual([]);
  const broken = sources.flatMap((name) => {
    const source = new URL(name, folder);
    return importsOf(readFileSync(source, "utf8"))
      .filter((path) => path.startsWith("."))
      .map((path) => new URL(path, source).href.slice(web.href.length))
      .filter((path) => ![part, ...allowed].some((other) => path.startsWith(`${other}/`)))
      .map((path) => `${part}/${name} imports ${path}`);
  });
  expect(broken).toEqual([]);
});

/** What a module imports, except the address of the worker, which is a file and not its code. */
function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)]
    .map((match) => match[1] ?? "")
    .filter((path) => !path.endsWith("?worker&url"));
}
