/**
 * Builds the page and its worker into the Python package (`infoview_sync/server/app`), then the
 * service worker over what was built. The same file configures vitest.
 */
import { defineConfig } from "vitest/config";
import { join } from "node:path";
import { columnsByQuestion } from "./build/columns.ts";
import { compressed } from "./build/compressed.ts";
import { leanSql, sqlHashOf } from "./build/sql.ts";
import { leanSqlite } from "./build/sqlite.ts";
import { preload } from "./build/preload.ts";
import { serviceWorker } from "./build/service-worker.ts";
import { texts, versionIn } from "./build/texts.ts";

const package_ = join(import.meta.dirname, "../infoview_sync");
const projections = join(package_, "projections/sql");
const migrations = join(package_, "log/migrations");

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    leanSql(),
    leanSqlite(),
    texts(import.meta.dirname),
    preload("/page/main.tsx"),
    serviceWorker(),
    compressed(),
  ],
  define: {
    __APP_VERSION__: JSON.stringify(versionIn(import.meta.dirname)),
    __SQL_HASH__: JSON.stringify(sqlHashOf(projections)),
    __LOG_HASH__: JSON.stringify(sqlHashOf(migrations)),
    __COLUMNS__: JSON.stringify(await columnsByQuestion(projections, migrations)),
  },
  // The build's own JSX compiler is enough; the Preact preset would add Babel for hot reload only.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // SQLite finds its .wasm beside its own module, which pre-bundling would move.
  optimizeDeps: { exclude: ["@sqlite.org/sqlite-wasm"] },
  worker: {
    format: "es",
    plugins: () => [leanSql()],
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // A file of its own: SQLite's code stays cached when ours changes.
            { name: "sqlite3", test: /sqlite-wasm/ },
            // No later part may import the worker's entry: WebKit then runs it a second time, and a
            // second desk, with no notebook open, answers every request too.
            { name: "desk", test: /worker\/desk\.ts$/ },
          ],
        },
      },
    },
  },
  // The .sql files are imported from the Python package: one text for both engines.
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../infoview_sync/server/app",
    emptyOutDir: true,
    target: "es2023",
    // Inlined assets are data: URLs, which the server's Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // 879 KB of SQLite is known and cached; the default warning would only train us to ignore it.
    chunkSizeWarningLimit: 1000,
  },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    environment: "node",
    // Speed is a benchmark, not a timed test: a busy machine may take its time.
    testTimeout: 60_000,
    // Two cores are shared with pytest.
    maxWorkers: 2,
  },
});
