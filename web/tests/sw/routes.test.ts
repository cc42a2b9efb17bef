import { describe, expect, test } from "vitest";
import { type Asked, routeOf } from "../../sw/routes.ts";
import { isShare } from "../../sw/share.ts";

const origin = "http://127.0.0.1:8765";
const paths = new Set(["/", "/assets/index-1.js"]);

function asked(path: string, change: Partial<Asked> = {}): Asked {
  return { method: "GET", mode: "navigate", url: new URL(path, origin).href, ...change };
}

describe("the service worker answers", () => {
  test.each([
    ["the page", "/", "/"],
    ["the page by its file's name", "/index.html", "/"],
    ["any screen, with the page", "/people/4Q7Z", "/"],
    ["a screen whose name only begins like the API", "/synced", "/"],
    ["a file of the app, whatever its query", "/assets/index-1.js?again", "/assets/index-1.js"],
  ])("%s", (_, path, expected) => {
    expect(routeOf(asked(path), origin, paths)).toBe(expected);
  });
});

describe("the service worker leaves to the network", () => {
  test.each([
    ["the protocol", asked("/sync/heads")],
    ["the protocol's own root", asked("/sync")],
    ["the server, even when opened as a page", asked("/files/export/notebook.ndjson")],
    ["anything that writes", asked("/", { method: "POST" })],
    ["another origin", asked("http://other.example.org/")],
    ["a file that the app does not have", asked("/assets/index-0.js")],
    ["a fetch of a screen's path that is not a page view", asked("/people", { mode: "cors" })],
  ])("%s", (_, request) => {
    expect(routeOf(request, origin, paths)).toBeNull();
  });
});

test("only what another app shares is taken from what is sent", () => {
  const post = { method: "POST" };
  expect(isShare(asked("/share", post), origin)).toBe(true);
  for (const other of [
    asked("/share"),
    asked("/sync/push", post),
    asked("/share", { ...post, mode: "cors" }),
    asked("http://other.example.org/share", post),
  ]) {
    expect(isShare(other, origin)).toBe(false);
  }
});
