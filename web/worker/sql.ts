/** The projections' SQL, read from the Python package when the app is built: one text for both. */

const prefix = "../../infoview_sync/projections/sql/";

const textByPath: Readonly<Record<string, string>> = import.meta.glob(
  "../../infoview_sync/projections/sql/**/*.sql",
  { query: "?raw", import: "default", eager: true },
);

/** SQL text by file name below `projections/sql`, for example "schema.sql". */
export const sqlByFile: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(textByPath)
    .map(([path, text]) => [path.slice(prefix.length), text] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1)),
);
