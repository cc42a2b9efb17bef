/**
 * Puts two texts beside the app: the guide, and the licences of the packages that are shipped in it.
 * They are files of their own, so that nobody loads them who does not read them.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

export function texts(root: string): Plugin {
  return {
    name: "infoview:texts",
    apply: "build",
    generateBundle() {
      const guide = readFileSync(join(root, "../docs/guide.md"), "utf-8");
      this.emitFile({ type: "asset", fileName: "guide.txt", source: guide });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: licences(root) });
    },
  };
}

/** The package's version of ours, as pip shows it. */
export function versionIn(root: string): string {
  const text = readFileSync(join(root, "../infoview_sync/__init__.py"), "utf-8");
  const version = /^__version__ = "([^"]+)"$/m.exec(text)?.[1];
  if (version === undefined) throw new Error("infoview_sync/__init__.py names no version");
  return version;
}

function licences(root: string): string {
  const own = packageOf(join(root, "package.json"));
  return shipped(root, Object.keys(own.dependencies ?? {}))
    .map((name) => {
      const folder = join(root, "node_modules", name);
      const { version, license } = packageOf(join(folder, "package.json"));
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      const words =
        file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), "utf-8");
      return `${name} ${version} (${license})\n\n${words.trim()}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}

/** These packages and those that they need themselves, by name. */
function shipped(root: string, names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = join(root, "node_modules", name, "package.json");
    if (found.has(name) || !existsSync(file)) continue;
    found.add(name);
    waiting.push(...Object.keys(packageOf(file).dependencies ?? {}));
  }
  return [...found].sort();
}

interface Package {
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function packageOf(file: string): Package {
  return JSON.parse(readFileSync(file, "utf-8")) as Package;
}
