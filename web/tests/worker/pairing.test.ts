/** Asking to be let in, against a scripted server that says the golden transcript, and wrong turns. */
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Invitation, Pairing } from "../../shared/devices.ts";
import { toText } from "../../worker/keys/bytes.ts";
import type { Begin, Begun, Reveal } from "../../worker/keys/pairing.ts";
import { askToBeLetIn, type LetIn, typedCode } from "../../worker/pairing.ts";
import { testWorld } from "./device.ts";
import { hex, vectors } from "./keys/both.ts";

interface PairingVector {
  readonly device: Readonly<Record<string, string>>;
  readonly begin: Begin;
  readonly begun: Begun;
  readonly reveal: Reveal;
  readonly digits: string;
  readonly grant: { readonly notebook: string; readonly token: string };
  readonly sealed: string;
}

const vector = vectors<PairingVector>("pairing.json");
const device = (name: string): string => vector.device[name] ?? "";
const applicant = {
  log: device("log"),
  keys: { publicKey: hex(device("public_key")), agreementKey: hex(device("agreement_key")) },
  name: device("name"),
  form: device("form"),
};
const scanned: Invitation = {
  type: "link",
  isHere: false,
  secret: toText(hex(device("secret"))),
  server: toText(hex(device("server"))),
};

type Answer = readonly [status: number, body: object];
const waiting: Answer = [202, { waiting: true }];
const golden: Readonly<Record<string, readonly Answer[]>> = {
  "/pair/begin": [[200, vector.begun]],
  "/pair/reveal": [[200, { waiting: true }]],
  "/pair/finish": [waiting, waiting, [200, { sealed: vector.sealed }]],
};
const error = (status: number, code: string): Answer => [
  status,
  { error: { code, message: `said as ${code}` } },
];

let server: Server | null = null;

afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

interface Told {
  readonly said: unknown[];
  readonly pairings: Pairing[];
  readonly letIn: LetIn;
}

/** Asks the server of this script; each path's answers come one after another. */
async function ask(
  script: Readonly<Record<string, readonly Answer[]>>,
  invitation: Invitation = scanned,
  isSame = true,
): Promise<Told> {
  const left = new Map(Object.entries(script).map(([path, answers]) => [path, [...answers]]));
  const said: unknown[] = [];
  const made = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      said.push(JSON.parse(text));
      const next = left.get(request.url ?? "")?.shift();
      send(response, next ?? error(404, "not_found"));
    });
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const address = made.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  const chance = [hex(device("ephemeral_secret")), hex(device("nonce"))];
  const world = { ...testWorld(1), randomBytes: () => new Uint8Array(chance.shift() ?? []) };
  const pairings: Pairing[] = [];
  const base = `http://127.0.0.1:${address.port}/`;
  const letIn = await askToBeLetIn(base, invitation, applicant, world, {
    tell: (each) => pairings.push(each),
    compare: async () => {
      said.push("compared");
      return isSame;
    },
  });
  return { said, pairings, letIn };
}

function send(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

test("the golden transcript, word for word, and the digits are told before anybody decides", async () => {
  const { said, pairings, letIn } = await ask(golden);
  const finish = { session: vector.begun.session };
  expect(said).toEqual([vector.begin, vector.reveal, "compared", finish, finish, finish]);
  const { digits } = vector;
  expect(pairings).toEqual([
    { tag: "asking" },
    { tag: "comparing", digits, isSame: false },
    { tag: "comparing", digits, isSame: true },
  ]);
  const { notebook, token } = vector.grant;
  expect(letIn.grant).toMatchObject({ notebook, token });
  expect(letIn.serverLog).toBe(vector.begun.log);
});

test("if the person sees other digits, the keys are not even asked for", async () => {
  const asked = { ...golden, "/pair/finish": [] };
  await expect(ask(asked, scanned, false)).rejects.toThrow(/The digits differ/);
});

test("a link of this very computer is let in beforehand: nobody compares digits", async () => {
  const { pairings } = await ask(golden, { ...scanned, isHere: true });
  expect(pairings).toEqual([{ tag: "asking" }]);
});

test.each<readonly [string, string, readonly Answer[], RegExp]>([
  ["used up or too old", "/pair/begin", [error(404, "not_found")], /used already, or is too old/],
  ["opened elsewhere", "/pair/begin", [error(403, "forbidden")], /only on the computer that made/],
  ["asked too often", "/pair/begin", [error(429, "too_often")], /Too many devices/],
  ["no answer of ours", "/pair/begin", [[200, { hello: "there" }]], /Another computer answers/],
  ["a wrong secret", "/pair/reveal", [error(403, "untrusted")], /did not match/],
  ["too late", "/pair/reveal", [error(410, "expired")], /Nobody answered in time/],
  ["refused", "/pair/finish", [waiting, error(403, "refused")], /said no/],
  ["too late to decide", "/pair/finish", [error(410, "expired")], /Nobody answered in time/],
  ["never decided", "/pair/finish", Array<Answer>(40).fill(waiting), /Nobody answered in time/],
  ["a server that fails", "/pair/finish", [error(500, "internal")], /does not answer/],
])("told in words: %s", async (_, path, answers, words) => {
  await expect(ask({ ...golden, [path]: answers })).rejects.toThrow(words);
});

test("another computer than the one of the code gets nothing but a commitment", async () => {
  const other = { ...scanned, server: toText(new Uint8Array(16)) };
  await expect(ask(golden, other)).rejects.toThrow(/Another computer answers/);
});

test("without a network, it is said what to look at", async () => {
  const world = testWorld(1);
  const asking = askToBeLetIn("http://127.0.0.1:1/", scanned, applicant, world, {
    tell: () => undefined,
    compare: async () => true,
  });
  await expect(asking).rejects.toThrow(/does not answer\. See that InfoView runs there/);
});

test("a typed code is read as it is meant", () => {
  for (const text of ["7k3m-q9tx", "7K3M-Q9TX", " 7k3mq9tx ", "7k3m q9tx"]) {
    expect(typedCode(text)).toBe("7k3mq9tx");
  }
  expect(typedCode("OIL0-1234")).toBe("01101234");
  for (const text of ["", "7k3m-q9t", "7k3m-q9tx5", "7k3m-q9tu"]) {
    expect(() => typedCode(text), text).toThrow(/not a whole code/);
  }
});
