/** The worker's entry. */
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { sqlByFile } from "./sql.ts";

declare const self: DedicatedWorkerGlobalScope;

const sqlite3 = await sqlite3InitModule();
const files = Object.keys(sqlByFile).length;
self.postMessage(`${sqlite3.version.libVersion} ${files}`);
