/** Builds first_sync.html alone, with what the app's own build does to SQL and SQLite. */
import { join } from "node:path";
import { defineConfig } from "vite";
import app from "../../vite.config.ts";
import { leanSql } from "../../build/sql.ts";
import { leanSqlite } from "../../build/sqlite.ts";

const root = join(import.meta.dirname, "../..");

export default defineConfig({
  root,
  base: "./",
  plugins: [leanSql(), leanSqlite()],
  define: app.define ?? {},
  worker: { format: "es", plugins: () => [leanSql()] },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    rolldownOptions: { input: join(import.meta.dirname, "first_sync.html") },
  },
});
