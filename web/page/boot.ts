/**
 * The page's first script, and small: the worker reads the notebook while the rest of the page is
 * still being loaded.
 */
import { openWorker } from "./worker.ts";

export const worker = openWorker();

void import("./main.tsx");
