/** The world as a browser gives it. */
import { afterEach, expect, test, vi } from "vitest";
import { browserWorld } from "../../worker/world.ts";

afterEach(() => {
  vi.doUnmock("@noble/curves/ed25519.js");
  vi.unstubAllGlobals();
});

test("cryptography that could not be fetched, on plain http, is fetched at the next need", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  vi.doMock("@noble/curves/ed25519.js", () => {
    throw new TypeError("Failed to fetch");
  });
  const world = browserWorld("");
  await expect(world.primitives()).rejects.toThrow();
  vi.doUnmock("@noble/curves/ed25519.js");
  vi.resetModules();
  const primitives = await world.primitives();
  expect(await primitives.signingPublic(new Uint8Array(32))).toHaveLength(32);
  expect(await world.primitives()).toBe(primitives);
});
