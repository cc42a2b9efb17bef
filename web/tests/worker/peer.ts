/** The other side of a sync, in memory: another device's real notebook behind the four questions. */
import { ForeignNotebook } from "../../worker/errors.ts";
import { currentEpoch, keyringOf } from "../../worker/log/keyring.ts";
import { incoming, outgoing } from "../../worker/sync/exchange.ts";
import { decodeHeads, encodeHeads, missing, type TheirHeads } from "../../worker/sync/heads.ts";
import type { Peer } from "../../worker/sync/session.ts";
import type { Notebook } from "../../worker/projections/notebook.ts";

export interface TestPeer extends Peer {
  /** What has crossed: "heads", "pull", "push 3" (bytes in the last are left out). */
  readonly calls: string[];
}

export function peerOf(notebook: Notebook, bytesBeforeCut = Number.POSITIVE_INFINITY): TestPeer {
  const { notebook: id } = notebook.identity;
  const calls: string[] = [];
  const told = async (withDigest: boolean): Promise<TheirHeads> => {
    const wire = decodeHeads(encodeHeads(id, await notebook.heads()));
    const { projection, digest } = await notebook.summary();
    const epoch = currentEpoch(await keyringOf(notebook.database)).number;
    return { ...wire, epoch, projection, digest: withDigest ? digest : null };
  };
  return {
    calls,
    async keys() {
      calls.push("keys");
      return [];
    },
    async heads(withDigest) {
      calls.push("heads");
      return await told(withDigest);
    },
    async *pull(asker, heads) {
      calls.push("pull");
      if (asker !== id) throw new ForeignNotebook(id, asker);
      let left = bytesBeforeCut;
      const ranges = missing(heads, await notebook.heads());
      for await (const segment of outgoing(notebook, ranges)) {
        yield segment.subarray(0, left);
        left -= segment.length;
        if (left <= 0) throw new TypeError("the wire was cut");
      }
    },
    async push(segments) {
      calls.push("push");
      const stream = (async function* () {
        yield segments;
      })();
      for await (const batch of incoming(notebook, stream, Number.POSITIVE_INFINITY)) {
        return { ...(await told(false)), waiting: (await notebook.admit(batch)).refused };
      }
      return await told(false);
    },
  };
}
