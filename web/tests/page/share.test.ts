/** What a shared link or text is understood as. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isProfile, linkIn, urlKey, webAddress } from "../../page/share/addresses.ts";
import { proposalFor } from "../../page/share/proposal.ts";

interface Vectors {
  readonly same_page: readonly {
    readonly url: string;
    readonly key: string;
    readonly is_profile: boolean;
  }[];
  readonly safe: readonly { readonly text: string; readonly kept: string | null }[];
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/addresses.json", import.meta.url), "utf8"),
) as Vectors;

test("an address has the key and the safety that imports give it", () => {
  for (const { url, key, is_profile } of vectors.same_page) {
    expect([url, urlKey(url), isProfile(url)]).toEqual([url, key, is_profile]);
  }
  for (const { text, kept } of vectors.safe) expect([text, webAddress(text)]).toEqual([text, kept]);
});

const profile = "https://www.linkedin.com/in/ada-novak-1a2b3c";

test.each([
  [`${profile}?utm_source=share&utm_medium=android_app`, profile, ""],
  [`See (${profile}).`, profile, "See ( )."],
  ["met her: linkedin.com/in/ada-novak!", "https://linkedin.com/in/ada-novak", "met her: !"],
  ["https://example.org/p?utm_campaign=x&id=7", "https://example.org/p?id=7", ""],
  ["www.example.org/ada", "https://www.example.org/ada", ""],
])("the link in %j is taken out, without what follows people about", (text, url, rest) => {
  expect(linkIn(text)).toEqual({ url, rest });
});

test.each([
  "",
  "Ada Novak",
  "javascript:alert(1)",
  "https://x@evil.example/in/ann",
  "e.g. and i.e.",
])("in %j there is no link", (text) => {
  expect(linkIn(text)).toBeNull();
});

const nothing = { title: "", text: "", url: "" };

test.each([
  // As LinkedIn's own app shares it, as a browser shares the page, and as one copies it.
  [
    { text: `Check out Ada Novak’s profile on LinkedIn ${profile}?utm_source=share` },
    { name: "Ada Novak", words: "" },
  ],
  [
    { title: "(3) Ada Novák - Editor - Fieldnote, Inc. | LinkedIn", text: profile },
    { name: "Ada Novák", title: "Editor", org: "Fieldnote, Inc.", words: "" },
  ],
  [
    { title: "Ada Novak - Fieldnote | LinkedIn", url: profile },
    { name: "Ada Novak", org: "Fieldnote" },
  ],
  [{ text: profile }, { name: "Ada Novak" }],
  [{ text: "https://linkedin.com/in/maria-de-la-cruz" }, { name: "Maria de la Cruz" }],
  [{ text: "https://linkedin.com/in/%C3%A9milie-du-pont" }, { name: "Émilie du Pont" }],
  [{ text: "https://linkedin.com/in/adanovak" }, { name: "" }],
  [{ text: "https://www.xing.com/profile/Ada_Novak" }, { name: "Ada Novak" }],
  [{ title: "ليلى حداد | LinkedIn", text: "https://linkedin.com/in/x1" }, { name: "ليلى حداد" }],
  // An article is nobody: its title is kept as words.
  [
    { title: "How to write short", text: "https://example.org/how-to-write" },
    { name: "", words: "How to write short", url: "https://example.org/how-to-write" },
  ],
  [
    { text: `Talk to her about radio ${profile}` },
    { name: "Ada Novak", words: "Talk to her about radio" },
  ],
  [
    { text: "Ask Ines about the archive" },
    { name: "", url: "", words: "Ask Ines about the archive" },
  ],
])("%j is about whom it says", (shared, expected) => {
  expect(proposalFor({ ...nothing, ...shared })).toMatchObject(expected);
});
