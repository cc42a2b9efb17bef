/** Which screen an address means, and the addresses of things. Pure. */

export type Route =
  | { readonly screen: "today" }
  | { readonly screen: "people" }
  | { readonly screen: "person"; readonly id: string }
  | { readonly screen: "interview"; readonly id: string }
  | { readonly screen: "insights" }
  | { readonly screen: "network" }
  | { readonly screen: "progress" }
  | { readonly screen: "more" }
  | { readonly screen: "history" }
  | { readonly screen: "settings" }
  | { readonly screen: "unknown" };

export function routeOf(path: string): Route {
  const [first = "", id = "", ...more] = path.split("/").filter((part) => part !== "");
  if (more.length > 0) return { screen: "unknown" };
  if (id !== "") {
    if (first === "people") return { screen: "person", id };
    if (first === "interviews") return { screen: "interview", id };
    return { screen: "unknown" };
  }
  switch (first) {
    case "":
      return { screen: "today" };
    case "people":
    case "insights":
    case "network":
    case "progress":
    case "more":
    case "history":
    case "settings":
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
