/** One organisation as query/organisations.sql tells it. Pure. */
import type { Row } from "../../shared/messages";
import { number, text } from "../cells.ts";
import { countWords } from "../words.ts";

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
}

export interface Organisation {
  readonly name: string;
  readonly people: number;
  readonly writtenTo: number;
  readonly interviewed: number;
  readonly lastContactAt: number | null;
  /** Whose answer is out; nobody else there is written to meanwhile. */
  readonly waitingFor: string;
  /** Whom to write to next. */
  readonly nextName: string;
  readonly members: readonly Member[];
}

export function organisationOf(row: Row): Organisation {
  return {
    name: text(row, "org"),
    people: number(row, "people") ?? 0,
    writtenTo: number(row, "written_to") ?? 0,
    interviewed: number(row, "interviewed") ?? 0,
    lastContactAt: number(row, "last_contact_at"),
    waitingFor: text(row, "waiting_for"),
    nextName: text(row, "next_name"),
    members: membersOf(text(row, "members")),
  };
}

/** "3 people · 2 written to · 1 interviewed"; what is nought is left out. */
export function organisationWords({ people, writtenTo, interviewed }: Organisation): string {
  return [
    countWords(people, "person", "people"),
    writtenTo > 0 ? `${writtenTo.toLocaleString("en")} written to` : "",
    interviewed > 0 ? `${interviewed.toLocaleString("en")} interviewed` : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

function membersOf(json: string): readonly Member[] {
  const read: unknown = JSON.parse(json || "[]");
  if (!Array.isArray(read)) return [];
  return read.flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null) return [];
    const { id, name, stage } = each as Readonly<Record<string, unknown>>;
    if (typeof id !== "string") return [];
    return [{ id, name: String(name ?? ""), stage: String(stage ?? "") }];
  });
}
