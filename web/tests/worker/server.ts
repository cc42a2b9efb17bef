/** The real server in a real process, over a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { invitationIn } from "../../page/invitation.ts";
import type { Invitation } from "../../shared/devices.ts";

const root = new URL("../../../", import.meta.url).pathname;

// Says one event for each line that it reads, as the laptop's command line would; a line that begins
// with ! asks it for something else, which it answers with a line.
const program = `
import asyncio, os, sys, traceback
from pathlib import Path
from functools import partial
from infoview_sync.devices import applicants
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.server.inviting import Inviting
from infoview_sync.sync.exchange import own_heads
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
            if name.startswith("!"):
                print(await answer(*name[1:].split(" ")), flush=True)
                continue
            draft = Draft(subject=new_id(), occurred_at=notebook.now_local(),
                          data=event_data("contact.added", {"name": name, "source": "typed"}))
            await notebook.append([draft])
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    saying = asyncio.create_task(say(reader))
    # Whoever asks in vain is told why, and does not wait.
    saying.add_done_callback(lambda task: task.cancelled() or task.exception() is None or (
        traceback.print_exception(task.exception()), os._exit(1)))
    async def answer(word, *rest):
        if word == "heads":
            return (await own_heads(notebook, with_digest=True)).decode()
        if word == "invite":
            made = await Inviting(address, None).invite(notebook, rest[0])
            return made.link or made.code
        if word == "revoke":
            return await notebook.write(
                partial(revoke_device, log=rest[0], who=notebook.who, world=notebook.world))
        now = notebook.world.wall_ms()
        asking = await notebook.read(partial(applicants.open_applicants, now_ms=now))
        if word == "decide":
            await notebook.write(partial(applicants.decide, session=asking[0].session,
                                         approve=rest[0] == "yes", now_ms=now))
        return " ".join(each.digits for each in asking)
    listener = bind(port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    def ready(_link):
        print(notebook.who.notebook, address, flush=True)
    await serve(notebook, listener, ready)
    saying.cancel()
    await notebook.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
`;

export interface RunningServer {
  readonly notebook: string;
  readonly port: number;
  /** The address as the app knows it. */
  readonly base: string;
  add(name: string): void;
  /** What `!…` answers. */
  ask(words: string): Promise<string>;
  /** A way in for a browser on this machine, good once. */
  invitation(): Promise<Invitation>;
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
  const lines = linesOf(child);
  const [notebook = "", address = ""] = (await lines()).split(" ");
  const ask = (words: string): Promise<string> => {
    child.stdin.write(`!${words}\n`);
    return lines();
  };
  const { origin, port: bound } = new URL(address);
  return {
    notebook,
    port: Number(bound),
    base: `${origin}/`,
    ask,
    async invitation() {
      const invitation = invitationIn(new URL(await ask("invite here")).hash);
      if (invitation === null) throw new Error("the server gives a link");
      return invitation;
    },
    add: (name) => child.stdin.write(`${name}\n`),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

/** The child's lines, one for each call, in the order of the calls. */
function linesOf(child: ChildProcess): () => Promise<string> {
  const heard: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  const failing: ((error: Error) => void)[] = [];
  child.once("exit", (code) => {
    for (const fail of failing) fail(new Error(`the server ended with ${code}`));
  });
  if (child.stdout) {
    createInterface(child.stdout).on("line", (line) => {
      const next = waiting.shift();
      if (next === undefined) heard.push(line);
      else next(line);
    });
  }
  return () => {
    const line = heard.shift();
    if (line !== undefined) return Promise.resolve(line);
    return new Promise((resolve, reject) => {
      waiting.push(resolve);
      failing.push(reject);
    });
  };
}
