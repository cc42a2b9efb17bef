/** "Paste link", where the browser lets a page read what was copied (never on plain http). */
import { useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { linkIn } from "./addresses.ts";

interface Props {
  /** Is given what was copied: a link, or words with one in them. */
  readonly onPaste: (text: string) => void;
}

export function PasteButton({ onPaste }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  if (navigator.clipboard?.readText === undefined) return null;
  const paste = async () => {
    try {
      const text = (await navigator.clipboard.readText()).trim();
      setProblem(problemOf(text));
      if (problemOf(text) === null) onPaste(text);
    } catch {
      setProblem("The browser keeps what was copied to itself: paste it into the field.");
    }
  };
  return (
    <div class="paste-link">
      <button type="button" class="button button-round" onClick={paste}>
        <Icon name="link" />
        Paste link
      </button>
      <p class="hint" role="status" aria-label="Pasting">
        {problem}
      </p>
    </div>
  );
}

function problemOf(text: string): string | null {
  if (text === "") return "Nothing was copied yet.";
  return linkIn(text) === null ? "There is no link in what was copied." : null;
}
