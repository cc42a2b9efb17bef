/** SQLite that could not be loaded is asked for again. */
import { expect, test, vi } from "vitest";
import { Engine } from "../../../worker/projections/engine.ts";

type Sqlite = typeof import("@sqlite.org/sqlite-wasm");

vi.mock("@sqlite.org/sqlite-wasm", async (importOriginal) => {
  const { default: load } = await importOriginal<Sqlite>();
  const failsOnce = vi.fn(load).mockRejectedValueOnce(new TypeError("Failed to fetch"));
  return { default: failsOnce };
});

test("a network that comes back is enough for the next try", async () => {
  await expect(Engine.open()).rejects.toThrow("Failed to fetch");
  const engine = await Engine.open();
  expect(engine.rows("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  engine.close();
});
