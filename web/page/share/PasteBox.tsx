/** Nothing was shared yet: a field for a link, or for the message that holds it. */
import { useId, useState } from "preact/hooks";
import { sharedCharsMax } from "../../shared/share.ts";
import { lookInto } from "./given.ts";
import { PasteButton } from "./PasteButton.tsx";

export function PasteBox() {
  const id = useId();
  const [text, setText] = useState("");
  return (
    <form
      class="paste-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") lookInto(text);
      }}
    >
      <p>
        Paste the link of a profile, or the message it came in. If you know whose it is, you land at
        them; otherwise it becomes somebody new.
      </p>
      <div class="field">
        <label for={id}>Link or message</label>
        <textarea
          id={id}
          rows={3}
          dir="auto"
          maxLength={sharedCharsMax}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="actions">
        <button type="submit" class="button button-primary">
          Look
        </button>
        <PasteButton onPaste={lookInto} />
      </div>
    </form>
  );
}
