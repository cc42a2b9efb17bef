/** Starts one first sync in a worker of its own, as the app would, and waits for its end. */
declare global {
  var firstSync: (task: object) => Promise<string>;
}

globalThis.firstSync = async (task) => {
  const worker = new Worker(new URL("./first_sync.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<string>((resolve) => {
      worker.addEventListener("message", ({ data }) => resolve(String(data)));
      worker.addEventListener("error", ({ message }) => resolve(`the worker failed: ${message}`));
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
};

export {};
