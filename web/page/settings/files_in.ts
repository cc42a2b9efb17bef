/** What the server says of a file (docs/server.md), read with care. Pure. */

export interface Table {
  readonly fields: readonly string[];
  readonly titles: readonly string[];
  readonly chosen: readonly (readonly [field: string, title: string])[];
  readonly samples: readonly (readonly string[])[];
}

export interface Item {
  readonly line: number;
  readonly name: string;
  readonly detail: string;
  /** Of a meeting, as it was agreed, and the zone meant; empty for a person. */
  readonly startsLocal: string;
  readonly tz: string;
  readonly resembles: readonly { readonly id: string; readonly name: string }[];
}

export interface BadRow {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What a file of another program's changes, or has changed. */
export interface Reading {
  readonly kind: "people" | "calendar";
  readonly source: string;
  /** The `import.completed` that names the whole, once it is recorded. */
  readonly event: { readonly log: string; readonly seq: number } | null;
  readonly added: number;
  readonly changed: number;
  readonly known: number;
  readonly kept: number;
  readonly notes: readonly string[];
  readonly fresh: readonly Item[];
  readonly news: readonly Item[];
  readonly alike: readonly Item[];
  readonly alikeCount: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  readonly table: Table | null;
}

export type Answer =
  | { readonly type: "read"; readonly reading: Reading }
  /** An export of this notebook. */
  | { readonly type: "own"; readonly events: number; readonly missing: number }
  | {
      readonly type: "refused";
      readonly words: string;
      readonly table: Table | null;
      readonly bad: readonly BadRow[];
    };

/** Throws SyntaxError if it is no JSON. */
export function answerIn(line: string): Answer {
  const said = fields(JSON.parse(line));
  if ("error" in said) {
    const error = fields(said["error"]);
    const table = tableOf(error["table"]);
    return {
      type: "refused",
      words: refusalWords(textOf(error["code"]), textOf(error["message"]), table !== null),
      table,
      bad: list(error["refused"]).map(badRowOf),
    };
  }
  const result = fields(said["result"]);
  if (result["kind"] === "notebook") {
    return { type: "own", events: count(result["events"]), missing: count(result["new"]) };
  }
  return { type: "read", reading: readingOf(result) };
}

/** What the server says is for the command line too; here the columns stand right below. */
function refusalWords(code: string, message: string, hasTable: boolean): string {
  if (code === "file_no_header" && hasTable) {
    return "Its titles do not tell which column holds the name or the e-mail. Choose it here:";
  }
  return message || "The file could not be read.";
}

function readingOf(result: Fields): Reading {
  const event = fields(result["event"]);
  return {
    kind: result["kind"] === "calendar" ? "calendar" : "people",
    source: textOf(result["source"]),
    event: "log" in event ? { log: textOf(event["log"]), seq: count(event["seq"]) } : null,
    added: count(result["added"]),
    changed: count(result["changed"]),
    known: count(result["known"]) + count(result["repeated"]),
    kept: count(result["kept"]),
    notes: list(result["notes"]).map(textOf),
    fresh: list(result["new"]).map(itemOf),
    news: list(result["news"]).map(itemOf),
    alike: list(result["alike"]).map(itemOf),
    alikeCount: count(result["alike_count"]),
    bad: list(result["refused"]).map(badRowOf),
    badCount: count(result["refused_count"]),
    table: tableOf(result["table"]),
  };
}

function itemOf(value: unknown): Item {
  const item = fields(value);
  return {
    line: count(item["line"]),
    name: textOf(item["name"]),
    detail: textOf(item["detail"]),
    startsLocal: textOf(item["starts_at"]),
    tz: textOf(item["tz"]),
    resembles: list(item["resembles"]).map((each) => {
      const person = fields(each);
      return { id: textOf(person["id"]), name: textOf(person["name"]) };
    }),
  };
}

function badRowOf(value: unknown): BadRow {
  const row = fields(value);
  return {
    line: count(row["line"]),
    field: textOf(row["field"]),
    reason: textOf(row["reason"]),
    remedy: textOf(row["remedy"]),
  };
}

function tableOf(value: unknown): Table | null {
  const table = fields(value);
  if (!("titles" in table)) return null;
  return {
    fields: list(table["fields"]).map(textOf),
    titles: list(table["titles"]).map(textOf),
    chosen: list(table["chosen"]).map((pair) => {
      const [field, title] = list(pair);
      return [textOf(field), textOf(title)] as const;
    }),
    samples: list(table["samples"]).map((row) => list(row).map(textOf)),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
