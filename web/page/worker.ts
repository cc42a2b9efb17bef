/** Starts the app's worker, where the log and SQLite live. */
import workerUrl from "../worker/main.ts?worker&url";
import { trustedScriptUrl } from "./trusted.ts";

export function openWorker(): Worker {
  return new Worker(trustedScriptUrl(workerUrl), { type: "module", name: "infoview" });
}
