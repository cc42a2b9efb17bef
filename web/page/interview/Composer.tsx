/** Where notes are written: always at hand, never lost; beside it, the keys to insights and names. */
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { useNotebook } from "../notebook.ts";
import { KeptArea } from "./KeptArea.tsx";
import { keyOf, type Spot } from "./kept.ts";
import { takenBack } from "./taken_back.ts";
import { useHeightTold } from "./useHeightTold.ts";
import { wordsHere } from "./words_here.ts";

interface Props {
  readonly interview: string;
  readonly root: RefObject<HTMLDivElement | null>;
  /** During the talk; afterwards there are forms of their own. */
  readonly onInsight?: () => void;
  readonly onName?: () => void;
}

export function Composer({ interview, root, onInsight, onName }: Props) {
  const { act, engine } = useNotebook();
  useHeightTold(root);
  const spot: Spot = { interview, field: "note", subject: "" };
  const key = keyOf(spot);
  const kept = wordsHere.all.value?.get(key);
  const [isSaved, setSaved] = useState(false);
  const isTyping = kept !== undefined && kept.text !== "";
  const finish = async () => {
    // As it is now, not as it was drawn last: Enter may follow the last letter at once.
    const now = wordsHere.all.peek()?.get(key);
    if (now === undefined || now.text.trim() !== "") {
      setSaved(now !== undefined && (await wordsHere.finish(key)));
      return;
    }
    // Crossed out altogether: then it never was.
    wordsHere.drop(key);
    await act(await takenBack(engine, "note.taken", now.subject), "Note removed");
  };
  return (
    <div ref={root} class="composer">
      <KeptArea
        spot={spot}
        label="Note"
        isLabelHidden
        known=""
        placeholder="Write a note. Enter begins the next."
        onEnter={() => void finish()}
      />
      <div class="composer-actions">
        {onInsight !== undefined && (
          <button type="button" class="pill" aria-label="Capture insight" onClick={onInsight}>
            <Icon name="insight" />
            Insight
          </button>
        )}
        {onName !== undefined && (
          <button type="button" class="pill" aria-label="Add a name" onClick={onName}>
            <Icon name="people" />
            Name
          </button>
        )}
        <span class="composer-state" role="status" aria-label="Note state">
          {isTyping ? "Kept" : isSaved && "Saved"}
        </span>
        <button
          type="button"
          class="composer-save"
          aria-label="Save note"
          title="Save note"
          onClick={() => void finish()}
        >
          <Icon name="up" />
        </button>
      </div>
    </div>
  );
}
