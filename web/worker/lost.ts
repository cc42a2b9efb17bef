/** When what this browser kept is gone under the open page: what is still answered, and what is said. */
import type { Request } from "../shared/messages.ts";
import { StoreError } from "./errors.ts";
import type { Ended } from "./log/database.ts";

/** What is answered from memory, even if the disk's copy is gone. */
const readings: ReadonlySet<Request["tag"]> = new Set([
  "ask",
  "agenda",
  "search",
  "stop_verifying",
]);

export function needsDisk(request: Request): boolean {
  return !readings.has(request.tag);
}

/** A database that was closed and did not open again, or opened empty: then it was cleared. */
export type Lost = Ended | "cleared";

/** Says why, what of it is lost (`waiting`: events that only this browser had), and what to do. */
export function lostError(why: Lost, waiting: number): StoreError {
  if (why === "outdated") {
    return new StoreError(
      "A newer version of InfoView is open in another tab. Reload this page to go on; nothing is lost.",
    );
  }
  if (why === "closed") {
    return new StoreError(
      "This browser has closed what InfoView kept here and cannot open it again now. Nothing more can be saved on this page. Reload this page to go on; nothing that was saved is lost.",
    );
  }
  const one = waiting === 1 ? "1 event not synced yet is" : `${waiting} events not synced yet are`;
  const loss = waiting === 0 ? "Everything in it was synced." : `${one} lost.`;
  return new StoreError(
    `This browser has cleared what InfoView kept here. ${loss} Nothing more can be saved on this page: type infoview open on the computer where InfoView runs, or pair this device again, and the notebook comes back.`,
  );
}
