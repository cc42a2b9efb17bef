/** The six digits, as large as they fit: the persons at both screens compare them, and both say so. */
import type { Pairing } from "../../shared/devices.ts";
import { digitsWords } from "../devices/words.ts";
import { useNotebook } from "../notebook.ts";

type Compared = Extract<Pairing, { readonly tag: "comparing" }>;

export function Comparing({ digits, isSame }: Omit<Compared, "tag">) {
  const { engine } = useNotebook();
  const say = (same: boolean) => void engine.request({ tag: "compared", isSame: same });
  return (
    <div class="comparing">
      <div class="comparing" role="status">
        <p>
          {isSame
            ? "Now say yes on the other screen:"
            : "Does the other screen show these six digits?"}
        </p>
        <p class="digits digits-large">{digitsWords(digits)}</p>
        <p>
          {isSame
            ? "This page goes on by itself as soon as that is done."
            : "If it shows others, or none, somebody else is asking or answering."}
        </p>
      </div>
      {!isSame && (
        <div class="asking-answers">
          <button type="button" class="button" onClick={() => say(false)}>
            No, others
          </button>
          <button type="button" class="button button-primary" onClick={() => say(true)}>
            Yes, the same
          </button>
        </div>
      )}
    </div>
  );
}
