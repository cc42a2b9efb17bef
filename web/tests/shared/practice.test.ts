/** Coach, bank and letters answer as Python does: tests/vectors/practice.json. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type BankQuestion, bank, suggest, withOwn } from "../../shared/practice/bank.ts";
import { coach } from "../../shared/practice/coach.ts";
import { draftLetter, type LetterKind, mailto } from "../../shared/practice/letters.ts";
import { book, type Context, type Kind } from "../../shared/practice/rulebook.ts";
import { count, keyOf } from "../../shared/practice/texts.ts";

interface CoachVector {
  readonly kind: Kind;
  readonly text: string;
  readonly context: Context | "full";
  readonly findings: readonly object[];
}

interface Vectors {
  readonly full: readonly [Context];
  readonly words: readonly { text: string; count: number; key: string }[];
  readonly coach: readonly CoachVector[];
  readonly suggest: readonly {
    prepared: string[];
    asked: string[];
    n: number;
    categories: string[];
    uses: Record<string, number>;
    own: [string, string][];
    ids: string[];
  }[];
  readonly letters: readonly {
    kind: LetterKind;
    facts: Record<string, string>;
    letter: [string, string];
  }[];
  readonly mailto: readonly {
    mail: [string, string, string];
    link: [string, boolean] | null;
  }[];
}

// Our own file: its shape is what this type says.
const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/practice.json", import.meta.url), "utf8"),
) as Vectors;

test.each(vectors.words)("the words of $text", ({ text, count: number, key }) => {
  expect(count(text, book.scripts)).toBe(number);
  expect(keyOf(text, book.scripts)).toBe(key);
});

test.each(vectors.coach)("$kind: $text", ({ kind, text, context, findings }) => {
  const found = coach(kind, text, context === "full" ? vectors.full[0] : context).map(
    ({ rule, message, place }) => ({
      rule,
      message,
      passage: place === null ? null : text.slice(...place),
    }),
  );
  expect(found).toEqual(findings);
});

test.each(vectors.suggest)("$n questions of $categories", ({ own, ids, n, ...choice }) => {
  const candidates: readonly BankQuestion[] = withOwn(
    own.map(([category, text]) => ({ category, text })),
  );
  expect(suggest(n, { ...choice, candidates }).map(({ id }) => id)).toEqual(ids);
});

test.each(vectors.letters)("a $kind letter", ({ kind, facts, letter: [subject, body] }) => {
  expect(draftLetter(kind, facts)).toEqual({ subject, body });
});

test.each(vectors.mailto)("mail to $mail.0", ({ mail: [to, subject, body], link }) => {
  const made = mailto(to, subject, body);
  expect(made === null ? null : [made.href, made.isWhole]).toEqual(link);
});

test("a link made from a letter reads back as that letter", () => {
  const { subject, body } = draftLetter("thank_you", { name: "Zoë & Co", insight: "50 % +1?" });
  const url = new URL(mailto("zoe@example.org", subject, body)?.href ?? "");
  expect(url.pathname).toBe("zoe@example.org");
  // URLSearchParams reads a plus as a space, which mail programs do not; ours are encoded.
  expect(url.searchParams.get("body")).toBe(body.replaceAll("\n", "\r\n"));
  expect(body).toMatch(/^Dear Zoë & Co,/);
});

test("the bank has the seeds of every category in the order of a talk", () => {
  expect(bank.questions).toHaveLength(30);
  expect(new Set(bank.questions.map(({ id }) => id)).size).toBe(30);
});
