/**
 * The log as a file, made on this device: the very bytes that `infoview export --to X.ndjson` writes
 * (infoview_sync/files/export/ndjson.py), so that any InfoView imports it bit for bit.
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { Corrupt } from "../errors.ts";
import { bodyHash, equalBytes, genesis, type Head, type Heads, nextHead } from "../events/chain.ts";
import type { LogDatabase } from "../log/database.ts";
import type { Kept } from "../log/kept.ts";
import { readHeads, tail } from "../log/reading.ts";
import { paced, type Told } from "./told.ts";

const format = "infoview notebook";
const version = 1;
/** Base64 is made of so many bytes at once: a spread of more arguments overflows the stack. */
const base64Bytes = 3 * 8192;

const encoder = new TextEncoder();

interface Source {
  readonly database: LogDatabase;
  readonly identity: { readonly notebook: string };
}

/** Throws Corrupt at an event that does not add up: a file must not spread damage. */
export async function exportLog({ database, identity }: Source, told: Told): Promise<Blob> {
  const { notebook } = identity;
  const heads = new Map(
    [...(await readHeads(database))].sort(([one], [two]) => (one < two ? -1 : 1)),
  );
  const total = [...heads.values()].reduce((sum, { seq }) => sum + seq, 0);
  const tell = paced(told);
  const parts: BlobPart[] = [encoder.encode(headerLine(notebook, heads, total))];
  let done = 0;
  for (const [log, end] of heads) {
    let head = genesis(notebook, log);
    for await (const events of tail(database, log, 0, end.seq)) {
      head = checked(log, head, events);
      parts.push(new Blob(events.flatMap(lineOf)));
      done += events.length;
      tell("writing", done, total);
    }
  }
  return new Blob(parts, { type: "application/x-ndjson" });
}

function headerLine(notebook: string, heads: Heads, events: number): string {
  const ends = [...heads].map(([log, { seq, hash }]) => [log, { seq, hash: bytesToHex(hash) }]);
  return `${JSON.stringify({ format, version, notebook, events, heads: Object.fromEntries(ends) })}\n`;
}

function checked(log: string, after: Head, events: readonly Kept[]): Head {
  return events.reduce((before, { seq, body, bodyHash: erased, hash }) => {
    const head = nextHead(before, body === null ? (erased ?? new Uint8Array()) : bodyHash(body));
    if (head.seq !== seq || !equalBytes(head.hash, hash)) throw new Corrupt(log, seq);
    return head;
  }, after);
}

function lineOf({ log, seq, hash, body, bodyHash: erased, envelope }: Kept): BlobPart[] {
  const place = `{"log":"${log}","seq":${seq},"hash":"${bytesToHex(hash)}",`;
  if (body === null) return [`${place}"erased":"${bytesToHex(erased ?? new Uint8Array())}"}\n`];
  if (envelope === null) return [`${place}"base64":"${base64(body)}"}\n`];
  return [`${place}"body":`, body.slice(), "}\n"];
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += base64Bytes) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + base64Bytes)));
  }
  return text;
}
