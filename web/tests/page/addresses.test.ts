/** Addresses: of screens, of people, and the token that must not stay in one. */
import { expect, test } from "vitest";
import { asLink, mailHref, phoneHref, safeHref, shortLink } from "../../page/links.ts";
import { importPath, interviewPath, personPath, routeOf, settingsPath } from "../../page/route.ts";
import { invitationIn } from "../../page/invitation.ts";

test("each screen has an address, and an unknown one is said to be unknown", () => {
  expect(routeOf("/")).toEqual({ screen: "today" });
  expect(routeOf("/people")).toEqual({ screen: "people", ofImport: null });
  expect(routeOf(personPath("abc"))).toEqual({ screen: "person", id: "abc" });
  expect(routeOf(interviewPath("abc"))).toEqual({ screen: "interview", id: "abc" });
  expect(routeOf("/history/")).toEqual({ screen: "history" });
  expect(routeOf("/settings")).toEqual({ screen: "settings", section: null });
  expect(routeOf(settingsPath("import"))).toEqual({ screen: "settings", section: "import" });
  const ofImport = { log: "0123456789abcdef", seq: 12 };
  expect(routeOf(importPath(ofImport))).toEqual({ screen: "people", ofImport });
  for (const screen of ["insights", "network", "progress", "more", "share", "add", "next"]) {
    expect(routeOf(`/${screen}`)).toEqual({ screen });
  }
  for (const path of ["/nothing", "/people/a/b", "/history/a", "/settings/a", "/imports/a"]) {
    expect(routeOf(path)).toEqual({ screen: "unknown" });
  }
});

test.each([
  "javascript:alert(1)",
  " javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,<script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://example.org/x",
  "example.org",
  "",
])("%j is shown as text, never linked", (address) => {
  expect(safeHref(address)).toBeNull();
});

test.each(["https://example.org/a", "http://example.org/", "mailto:a@example.org", "tel:+49"])(
  "%s is linked",
  (address) => {
    expect(safeHref(address)).toBe(address);
  },
);

test("a link typed without a scheme is meant as https; a scheme is left for the check", () => {
  expect(asLink("example.org/in/ada")).toBe("https://example.org/in/ada");
  expect(asLink("javascript:alert(1)")).toBe("javascript:alert(1)");
  expect(asLink("")).toBe("");
  expect(shortLink("https://www.example.org/in/ada/")).toBe("example.org/in/ada");
});

test("a letter's words cannot add recipients or headers", () => {
  const href = mailHref("ada@example.org", "Thank you & bye", "a\n&bcc=eve@example.org");
  expect(href).toBe(
    "mailto:ada@example.org?subject=Thank%20you%20%26%20bye&body=a%0A%26bcc%3Deve%40example.org",
  );
  for (const wrong of ["ada", "a@b@c", "a@example.org?bcc=e@example.org", "a@x.org,b@x.org"]) {
    expect(mailHref(wrong)).toBeNull();
  }
});

test("a phone number dials its digits; a word does not dial", () => {
  expect(phoneHref("+49 (30) 55-50")).toBe("tel:+49305550");
  expect(phoneHref("ask her")).toBeNull();
});

test("an invitation is read from the fragment only when it is there", () => {
  const link = { type: "link", secret: "a-b_c", server: "d-e" };
  expect(invitationIn("#here=a-b_c.d-e")).toEqual({ ...link, isHere: true });
  expect(invitationIn("#pair=a-b_c.d-e")).toEqual({ ...link, isHere: false });
  for (const none of ["", "#content", "#here=", "#token=a-b_c"]) {
    expect(invitationIn(none), none).toBeNull();
  }
});
