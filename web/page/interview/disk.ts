/**
 * Where typed words wait: a small IndexedDB database of the page itself, beside the worker's log. Not
 * through the worker: it may be busy with an import just when the battery dies. Written with strict
 * durability: localStorage would answer at once, but browsers write it to the disk seconds later.
 */
import { fields, type Kept } from "./kept.ts";

export interface Disk {
  read(): Promise<readonly Kept[]>;
  /** Returns once it is on the disk. */
  write(puts: readonly Kept[], drops: readonly string[]): Promise<void>;
  /** Calls `hear` when the browser has cleared it under the open page: it is empty then. */
  onCleared(hear: () => void): void;
}

export const databaseName = "infoview-words";
const storeName = "words";

export function createDisk(): Disk {
  let opened: Promise<IDBDatabase> | null = null;
  let cleared: () => void = () => undefined;
  const forget = () => {
    opened = null;
  };
  const database = () => {
    opened ??= open(forget, () => {
      forget();
      cleared();
    });
    return opened;
  };
  return {
    onCleared(hear) {
      cleared = hear;
    },
    async read() {
      const store = (await database()).transaction(storeName, "readonly").objectStore(storeName);
      return (await answered(store.getAll())).filter(isKept);
    },
    async write(puts, drops) {
      const transaction = (await database()).transaction(storeName, "readwrite", {
        durability: "strict",
      });
      const store = transaction.objectStore(storeName);
      for (const key of drops) store.delete(key);
      for (const kept of puts) store.put(kept);
      // Not left to the end of this task: the page may be gone by then.
      transaction.commit();
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
      });
    },
  };
}

function open(onLost: () => void, onCleared: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(storeName, { keyPath: "key" });
  };
  return answered(request).then(
    (database) => {
      database.onclose = onCleared;
      database.onversionchange = () => {
        database.close();
        onLost();
      };
      return database;
    },
    (error: unknown) => {
      onLost();
      throw error;
    },
  );
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("not read"));
  });
}

/** An older or newer version of the app may have kept something else. */
function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const record: Partial<Record<keyof Kept, unknown>> = value;
  const texts = [record.key, record.interview, record.subject, record.text, record.said];
  return (
    texts.every((each) => typeof each === "string") &&
    typeof record.at === "number" &&
    fields.some((each) => each === record.field)
  );
}
