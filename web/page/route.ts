/** Which screen an address means, and the addresses of things. Pure. */
import type { EventName } from "../shared/messages";
import type { Found } from "./rows.ts";
import { isSection, type SectionName } from "./settings/sections.ts";

export type Route =
  | { readonly screen: "today" }
  /** `ofImport`: only those who came with that import. */
  | { readonly screen: "people"; readonly ofImport: EventName | null }
  | { readonly screen: "person"; readonly id: string }
  | { readonly screen: "interview"; readonly id: string }
  | { readonly screen: "insights" }
  | { readonly screen: "network" }
  | { readonly screen: "progress" }
  | { readonly screen: "more" }
  | { readonly screen: "history" }
  /** What another app shared, or a link that was pasted. */
  | { readonly screen: "share" }
  /** Shortcuts of the installed app's icon. */
  | { readonly screen: "add" | "next" }
  | { readonly screen: "settings"; readonly section: SectionName | null }
  | { readonly screen: "unknown" };

export function routeOf(path: string): Route {
  const [first = "", id = "", ...more] = path.split("/").filter((part) => part !== "");
  if (more.length > 0) return { screen: "unknown" };
  if (id !== "") {
    if (first === "people") return { screen: "person", id };
    if (first === "interviews") return { screen: "interview", id };
    if (first === "imports") return importRoute(id);
    if (first === "settings" && isSection(id)) return { screen: "settings", section: id };
    return { screen: "unknown" };
  }
  switch (first) {
    case "":
      return { screen: "today" };
    case "people":
      return { screen: "people", ofImport: null };
    case "settings":
      return { screen: "settings", section: null };
    case "insights":
    case "network":
    case "progress":
    case "more":
    case "history":
    case "share":
    case "add":
    case "next":
      return { screen: first };
    default:
      return { screen: "unknown" };
  }
}

export function personPath(id: string): string {
  return `/people/${encodeURIComponent(id)}`;
}

export function interviewPath(id: string): string {
  return `/interviews/${encodeURIComponent(id)}`;
}

/** Where the words stand that a search found. */
export function foundPath({ kind, subject, contact, interview }: Found): string {
  if (interview !== "") return interviewPath(interview);
  return personPath(kind === "contact" ? subject : contact);
}

/** The people of one import. */
export function importPath({ log, seq }: EventName): string {
  return `/imports/${log}-${seq}`;
}

function importRoute(name: string): Route {
  const match = /^([0-9a-z]{16})-([0-9]{1,15})$/.exec(name);
  if (match === null) return { screen: "unknown" };
  return { screen: "people", ofImport: { log: match[1] ?? "", seq: Number(match[2]) } };
}

export function settingsPath(section: SectionName): string {
  return `/settings/${section}`;
}
