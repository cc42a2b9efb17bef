import { expect, test } from "vitest";
import { byName, folded } from "../../page/names.ts";

test("a name is found without its marks and capitals", () => {
  expect(folded("Zoë Ångström")).toBe("zoe angstrom");
});

test("people stand in the order of an address book, namesakes always the same way round", () => {
  const people = ["Zoe", "Élodie", "ada", "Ben", "Ada"].map((name, at) => ({ id: `${at}`, name }));
  const names = byName(people).map(({ name }) => name);
  expect(names).toEqual(["ada", "Ada", "Ben", "Élodie", "Zoe"]);
  const twins = [
    { id: "b", name: "Ben" },
    { id: "a", name: "Ben" },
  ];
  expect(byName(twins).map(({ id }) => id)).toEqual(["a", "b"]);
});
