/** The routes over real HTTP, against servers that misbehave. */
import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { Unreachable } from "../../../worker/errors.ts";
import { createAsk, httpServer, type Server } from "../../../worker/sync/transport.ts";
import { notebookId } from "../device.ts";

afterEach(() => {
  vi.useRealTimers();
});

async function served(listener: RequestListener, answerMs: number): Promise<Server> {
  const web = createServer(listener);
  await new Promise<void>((ready) => web.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    web.closeAllConnections();
    web.close();
  });
  const address = web.address();
  if (address === null || typeof address === "string") throw new Error("it has a port");
  const base = `http://127.0.0.1:${address.port}/`;
  return httpServer(
    createAsk(base, async () => "a token"),
    answerMs,
  );
}

async function all<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

const { signal } = new AbortController();

test.each<[string, (server: Server) => Promise<unknown>]>([
  ["heads", (server) => server.heads(false)],
  ["keys", (server) => server.keys()],
  ["pull", (server) => all(server.pull(notebookId, new Map()))],
  ["live", (server) => all(server.live(signal))],
])("%s: a server that takes the request and never answers is given up", async (_, asked) => {
  const server = await served(() => undefined, 20);
  await expect(asked(server)).rejects.toThrow(Unreachable);
});

test("an answer that has begun has the time it needs", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let end = (): void => undefined;
  const server = await served((_, answer) => {
    answer.write("one");
    end = () => answer.end("two");
  }, 20);
  const stream = server.pull(notebookId, new Map());
  const { value: first } = await stream[Symbol.asyncIterator]().next();
  expect(new TextDecoder().decode(first)).toBe("one");
  vi.advanceTimersByTime(1000);
  end();
  const [second] = await all(stream);
  expect(new TextDecoder().decode(second)).toBe("two");
});
