/** Files to the server and from it (docs/server.md): it reads and writes what this browser cannot. */
import type { FileWord } from "../../shared/messages.ts";
import { Unreachable } from "../errors.ts";
import { type Ask, chunksOf } from "../sync/transport.ts";
import { paced, type Told } from "./told.ts";

/** 256 MiB over a poor Wi-Fi; the answer begins when the file is there. */
const uploadTimeoutMs = 10 * 60_000;
/** The server writes the whole file before it sends the first byte. */
const writingTimeoutMs = 5 * 60_000;

/** Where a file lies that is no export. */
const pathByName: ReadonlyMap<string, string> = new Map([["notebook.backup", "files/backup"]]);

interface FileIn {
  readonly file: Blob;
  readonly word: FileWord;
  readonly preview: boolean;
}

/** The last line of the answer; the steps before it are told. Throws Refused, Unreachable. */
export async function fileIn(
  ask: Ask,
  { file, word, preview }: FileIn,
  told: Told,
): Promise<string> {
  told("sending", 0, 0);
  const headers = {
    "content-type": "application/octet-stream",
    "infoview-file": encodeURIComponent(JSON.stringify(word)),
  };
  const path = preview ? "files/preview" : "files/import";
  const upload = AbortSignal.timeout(uploadTimeoutMs);
  const abort = new AbortController();
  const signal = AbortSignal.any([upload, abort.signal]);
  const answer = await ask(path, { method: "POST", body: file, headers, signal });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunksOf(answer, abort)) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const step = stepIn(line);
      if (step === null) return line;
      told(step.step, step.done, step.total);
    }
  }
  throw new Unreachable("The laptop stopped before it had answered. Import the file again.");
}

function stepIn(line: string): { step: string; done: number; total: number } | null {
  const said: unknown = JSON.parse(line);
  if (typeof said !== "object" || said === null || !("step" in said)) return null;
  const done = "done" in said ? Number(said.done) : 0;
  const total = "total" in said ? Number(said.total) : 0;
  return { step: String(said.step), done, total };
}

/** One of the server's files, whole. Throws Refused, Unreachable. */
export async function fileOut(ask: Ask, name: string, told: Told): Promise<Blob> {
  told("writing", 0, 0);
  const abort = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(writingTimeoutMs), abort.signal]);
  const path = pathByName.get(name) ?? `files/export/${encodeURIComponent(name)}`;
  const answer = await ask(path, { signal });
  const total = Number(answer.headers.get("content-length") ?? 0);
  const tell = paced(told);
  const parts: BlobPart[] = [];
  let done = 0;
  for await (const chunk of chunksOf(answer, abort)) {
    parts.push(chunk.slice());
    done += chunk.length;
    tell("receiving", done, total);
  }
  return new Blob(parts, { type: answer.headers.get("content-type") ?? "" });
}
