/** What the list of devices asks the server: who comes in, inviting, deciding, cutting off. */
import type { Applicant, DeviceSeen, DevicesSeen, Offer } from "../shared/devices.ts";
import { Refused } from "./errors.ts";
import type { Ask } from "./sync/transport.ts";

const answerTimeoutMs = 15_000;

export async function devicesSeen(ask: Ask): Promise<DevicesSeen> {
  const told = await asked(ask, "devices/list");
  return {
    devices: listIn(told, "devices").map((each): DeviceSeen => {
      return {
        log: text(each, "log"),
        is_here: each["is_here"] === true,
        seen_at: numberOrNull(each, "seen_at"),
        events_known: numberOrNull(each, "events_known"),
      };
    }),
    events: numberOrNull(told, "events") ?? 0,
    server: typeof told["server"] === "string" ? told["server"] : null,
  };
}

export async function invite(ask: Ask, sort: Offer["sort"]): Promise<Offer> {
  const told = await said(ask, "devices/invite", { sort });
  const modules = told["modules"];
  return {
    sort,
    expires_at: numberOrNull(told, "expires_at") ?? 0,
    address: text(told, "address"),
    only_here: told["only_here"] === true,
    modules: Array.isArray(modules) ? modules.map(String) : [],
    code: typeof told["code"] === "string" ? told["code"] : "",
  };
}

export async function applicants(ask: Ask): Promise<readonly Applicant[]> {
  return listIn(await asked(ask, "devices/asking"), "applicants").map((each): Applicant => {
    return {
      session: text(each, "session"),
      name: text(each, "name"),
      form: text(each, "form"),
      digits: text(each, "digits"),
      expires_at: numberOrNull(each, "expires_at") ?? 0,
    };
  });
}

export async function decide(ask: Ask, session: string, approve: boolean): Promise<void> {
  await said(ask, "devices/decide", { session, approve });
}

/** Cuts these off one after another; each is final when its turn is over. */
export async function revoke(ask: Ask, logs: readonly string[]): Promise<void> {
  for (const log of logs) await said(ask, "devices/revoke", { log });
}

type Fields = Readonly<Record<string, unknown>>;

function asked(ask: Ask, path: string): Promise<Fields> {
  return fetched(ask, path, {});
}

function said(ask: Ask, path: string, message: object): Promise<Fields> {
  const headers = { "content-type": "application/json" };
  return fetched(ask, path, { method: "POST", body: JSON.stringify(message), headers });
}

async function fetched(ask: Ask, path: string, init: RequestInit): Promise<Fields> {
  const answer = await ask(path, { ...init, signal: AbortSignal.timeout(answerTimeoutMs) });
  return fieldsOf(await answer.json().catch(() => null));
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw malformed();
  return Object.fromEntries(Object.entries(value));
}

function listIn(fields: Fields, name: string): readonly Fields[] {
  const list = fields[name];
  if (!Array.isArray(list)) throw malformed();
  return list.map(fieldsOf);
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw malformed();
  return value;
}

function numberOrNull(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function malformed(): Refused {
  return new Refused("malformed", "The server's answer about devices cannot be read", 200);
}
