/**
 * Leaves out the two workers that SQLite's package brings for its file system in OPFS and for its
 * own promise API. The app uses neither (OPFS fails in a second tab), and every phone would
 * download and cache their 250 KB.
 */
import type { Plugin } from "vite";

const unused = /(^|\/)sqlite3-(opfs-async-proxy|worker1)-[\w-]+\.js$/;

export function leanSqlite(): Plugin {
  return {
    name: "infoview:lean-sqlite",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const name of Object.keys(bundle)) {
        if (unused.test(name)) delete bundle[name];
      }
    },
  };
}
