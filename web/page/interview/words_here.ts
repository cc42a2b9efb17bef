/** The words kept in this browser: one for the page, on its disk, in step with the other tabs. */
import { createDisk } from "./disk.ts";
import type { Kept } from "./kept.ts";
import { createWordsKept, type Others } from "./words_kept.ts";

interface Told {
  readonly kept: readonly Kept[];
  readonly drops: readonly string[];
}

function createOthers(): Others {
  const channel = new BroadcastChannel("infoview-words");
  return {
    tell(kept, drops) {
      channel.postMessage({ kept, drops } satisfies Told);
    },
    hear(take) {
      // Only this app's own tabs can post here: what they say is what `tell` sends.
      channel.onmessage = ({ data }: MessageEvent<Told>) => take(data.kept, data.drops);
    },
  };
}

export const wordsHere = createWordsKept(createDisk(), createOthers(), Date.now);
