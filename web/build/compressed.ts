/**
 * Puts `x.js.gz` beside every file of the built app that gzip makes much smaller. The server sends
 * it as it is (infoview_sync/server/app_files.py), so no laptop compresses SQLite at each visit.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const texts = /\.(?:css|html|js|svg|txt|wasm|webmanifest)$/;

export function compressed(): Plugin {
  let folder = "";
  return {
    name: "infoview:compressed",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      // After the service worker, which is a file, too.
      order: "post",
      sequential: true,
      handler() {
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || !texts.test(entry.name)) continue;
          const path = join(entry.parentPath, entry.name);
          writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
        }
      },
    },
  };
}
