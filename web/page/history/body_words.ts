/** The words of an event, read from its body for showing. Pure. */

export interface Field {
  readonly name: string;
  readonly value: string;
}

/** What tells most of an event, the first of these that it has. */
const telling = ["name", "text", "name_only", "disposition", "starts_at", "title", "tag", "value"];

/** The fields of the event's data, in the order they were written; none if it cannot be read. */
export function fieldsOf(body: string): readonly Field[] {
  const data = dataOf(body);
  return Object.entries(data).map(([name, value]) => ({
    name: name.replaceAll("_", " "),
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

/** The one value that a line of the log has room for, or "". */
export function tellingOf(body: string): string {
  const data = dataOf(body);
  for (const name of telling) {
    const value = data[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function dataOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(body);
    if (!isRecord(said)) return {};
    return isRecord(said["data"]) ? said["data"] : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
