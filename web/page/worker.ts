/** Starts the app's worker, where the log and SQLite live. */
import workerUrl from "../worker/main.ts?worker&url";
import { trustedScriptUrl } from "./trusted.ts";

/** A running worker; it says hello with SQLite's version once it is ready. */
export function openWorker(): Worker {
  const worker = new Worker(trustedScriptUrl(workerUrl), { type: "module", name: "infoview" });
  worker.addEventListener("message", (event: MessageEvent<unknown>) => {
    document.documentElement.dataset["sqlite"] = String(event.data);
  });
  return worker;
}
