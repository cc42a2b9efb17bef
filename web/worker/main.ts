/** The worker's entry: the message loop. Every request is answered once, with a value or a failure. */
import type { FromWorker, Request, ToWorker } from "../shared/messages.ts";
import { createDesk } from "./desk.ts";
import { failureOf } from "./errors.ts";
import { browserWorld } from "./world.ts";

declare const self: DedicatedWorkerGlobalScope;

const send = (message: FromWorker): void => self.postMessage(message);

const desk = createDesk({
  world: browserWorld(navigator.userAgent),
  server: new URL("/", self.location.origin).href,
  announce: (announcement) => send({ announcement }),
});

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  void answer(event.data.id, event.data.request);
});
self.addEventListener("online", () => desk.wake());

async function answer(id: number, request: Request): Promise<void> {
  try {
    const value = await desk.answer(request);
    send({ id, ok: true, value, reads: desk.readsOf(request) });
  } catch (error) {
    send({ id, ok: false, failure: failureOf(error) });
  }
}
