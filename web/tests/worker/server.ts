/** The real server in a real process, over a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = new URL("../../../", import.meta.url).pathname;

// Says one event for each line that it reads, as the laptop's command line would.
const program = `
import asyncio, sys
from pathlib import Path
from infoview_sync.events.author import Draft, event_data
from infoview_sync.ids import new_id
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.serve import bind, serve
from infoview_sync.settings import this_world

async def main(home, port):
    notebook = await Notebook.open(Path(home), this_world())
    async def say(lines):
        async for line in lines:
            name = line.decode().strip()
            draft = Draft(subject=new_id(), occurred_at=notebook.now_local(),
                          data=event_data("contact.added", {"name": name, "source": "typed"}))
            await notebook.append([draft])
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    saying = asyncio.create_task(say(reader))
    def ready(address):
        print(notebook.who.notebook, address, flush=True)
    await serve(notebook, bind(port), "secret", ready)
    saying.cancel()
    await notebook.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
`;

export const token = "secret";

export interface RunningServer {
  readonly notebook: string;
  readonly port: number;
  /** The address as the app knows it. */
  readonly base: string;
  add(name: string): void;
  stop(): Promise<void>;
}

export function makeHome(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "infoview-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the server; `port` 0 takes any that is free. */
export async function startServer(home: string, port = 0): Promise<RunningServer> {
  const python = join(root, ".venv/bin/python");
  const child = spawn(python, ["-c", program, home, String(port)], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [notebook = "", address = ""] = (await firstLine(child)).split(" ");
  const { origin, port: bound } = new URL(address);
  return {
    notebook,
    port: Number(bound),
    base: `${origin}/`,
    add: (name) => child.stdin.write(`${name}\n`),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    if (child.stdout) createInterface(child.stdout).once("line", resolve);
  });
}
