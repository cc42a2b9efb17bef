/** Choosing among people: filters with their counts, and the board by stage. Pure. */
import type { Person } from "../rows.ts";

export interface Filter {
  readonly stage: string;
  readonly tag: string;
  readonly org: string;
}

/** Empty: no limit. The archived are shown only when their stage is asked for. */
export const noFilter: Filter = { stage: "", tag: "", org: "" };

/** The lifecycle (DOMAIN §2), in the order of the board's columns. */
export const stages = [
  "identified",
  "researched",
  "outreach_sent",
  "followed_up",
  "accepted",
  "deferred",
  "redirected",
  "declined",
  "closed_no_reply",
  "scheduled",
  "prepared",
  "conducted",
  "debriefed",
  "thanked",
  "referral_pursued",
  "reported_back",
  "keep_in_touch",
  "mentorship",
  "dormant",
  "archived",
] as const;

export function chosen(people: readonly Person[], filter: Filter): readonly Person[] {
  return people.filter(
    (person) =>
      (filter.stage === "" ? !person.isArchived : person.stage === filter.stage) &&
      (filter.tag === "" || person.tags.includes(filter.tag)) &&
      (filter.org === "" || person.org === filter.org),
  );
}

export interface Option {
  readonly value: string;
  readonly count: number;
}

/** Stages that somebody is in, in the order of the lifecycle. */
export function stageOptions(people: readonly Person[]): readonly Option[] {
  const counts = counted(people.map(({ stage }) => stage));
  return stages.flatMap((value) => {
    const count = counts.get(value);
    return count === undefined ? [] : [{ value, count }];
  });
}

/** Tags or organisations, the most frequent first. */
export function optionsOf(values: readonly string[]): readonly Option[] {
  return [...counted(values.filter((value) => value !== ""))]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || one.value.localeCompare(other.value));
}

export interface Column {
  readonly stage: string;
  readonly people: readonly Person[];
}

/** The columns that hold somebody. */
export function boardOf(people: readonly Person[]): readonly Column[] {
  return stages
    .map((stage) => ({ stage, people: people.filter((person) => person.stage === stage) }))
    .filter((column) => column.people.length > 0);
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
