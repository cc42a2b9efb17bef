/**
 * Builds the service worker after the app, telling it every file of the app and its hash.
 *
 * It is a build of its own for two reasons: the list must name what lies on disk, hashed names
 * included, and `/sw.js` must be one classic script, since a shared chunk would turn it into a
 * module and change it whenever the page changes.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Plugin } from "vite";
import type { PrecachedFile } from "../sw/precache.ts";

/** Compressed copies, source maps, and the pictures that only the browser's install sheet shows. */
const notKept = /\.(?:map|gz)$|[\\/]screenshot-[\w-]+\.png$/;

export function serviceWorker(): Plugin {
  let root = "";
  let outDir = "";
  return {
    name: "infoview:service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    async writeBundle() {
      const files = listApp(outDir);
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: "warn",
        define: {
          __PRECACHE__: JSON.stringify(files),
          __VERSION__: JSON.stringify(versionOf(files)),
        },
        build: {
          outDir,
          emptyOutDir: false,
          target: "es2023",
          rolldownOptions: {
            input: join(root, "sw/sw.ts"),
            output: { format: "iife", entryFileNames: "sw.js" },
          },
        },
      });
    },
  };
}

/** Every file of the built app by URL path, sorted, with its Subresource Integrity hash. */
function listApp(folder: string): readonly PrecachedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !notKept.test(path))
    .sort()
    .map((path) => {
      const relative = path.slice(folder.length).replaceAll("\\", "/");
      const hash = createHash("sha256").update(readFileSync(path)).digest("base64");
      return {
        // The page is asked for as "/", never by its file's name.
        path: relative === "/index.html" ? "/" : relative,
        integrity: `sha256-${hash}`,
      };
    });
}

/** Equal for equal apps, so that an unchanged rebuild does not refresh a single phone. */
function versionOf(files: readonly PrecachedFile[]): string {
  return createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
}
