/** What a question answers, value by value: rows cross from SQLite as JSON text. */
import { expect, test } from "vitest";
import { Engine } from "../../../worker/projections/engine.ts";
import { UsageError } from "../../../worker/errors.ts";

test("texts of every script, integers to 2^53, NULL, and columns that are JSON come back as they are", async () => {
  const engine = await Engine.open();
  const text = 'a "quoted" \\ line\n\u0000 نور 渡辺 🙂 \u2028';
  const sql = `-- a question; with a comment
    SELECT :text AS text, 9007199254740991 AS big, -1 AS small, NULL AS absent, '' AS empty,
      '12' AS digits, 'null' AS word, json_array('x', 1) AS "odd ""name"""
    UNION ALL SELECT 'b', 0, 0, 0, 0, 0, 0, (SELECT json_group_array(1))
    ORDER BY 1 DESC;`;
  expect(engine.rows(sql, { text, unused: 1 })).toEqual([
    { text: "b", big: 0, small: 0, absent: 0, empty: 0, digits: 0, word: 0, 'odd "name"': "[1]" },
    {
      ...{ text, big: Number.MAX_SAFE_INTEGER, small: -1, absent: null, empty: "" },
      ...{ digits: "12", word: "null", 'odd "name"': '["x",1]' },
    },
  ]);
  expect(engine.rows("SELECT 1 AS one WHERE 0")).toEqual([]);
  expect(() => engine.rows("SELECT :needed AS value")).toThrow(UsageError);
  engine.close();
});
