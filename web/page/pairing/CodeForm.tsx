/** Asks to be let in by a typed code, and says how that goes. */
import { useId } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { fieldOf } from "../form_values.ts";
import { useNotebook } from "../notebook.ts";
import { Comparing } from "./Comparing.tsx";

export function CodeForm() {
  const { pairing, phase, start } = useNotebook();
  const id = useId();
  const state = pairing.value;
  if (state?.tag === "comparing") {
    // Over a notebook that is open, the notice shows them (PairingNotice), whatever the screen.
    return phase.value.tag === "open" ? null : (
      <Comparing digits={state.digits} isSame={state.isSame} />
    );
  }
  const isBusy = state?.tag === "asking";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy || !(event.currentTarget instanceof HTMLFormElement)) return;
    const code = fieldOf(new FormData(event.currentTarget), "code");
    if (code !== "") void start({ type: "code", code });
  };
  return (
    <form class="code-form" onSubmit={submit}>
      <div class="field">
        <label for={id}>The code that the other screen shows</label>
        <input
          id={id}
          class="code-field"
          name="code"
          type="text"
          placeholder="XXXX-XXXX"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={20}
          required
        />
      </div>
      <button type="submit" class="button button-primary" aria-disabled={isBusy}>
        {isBusy ? "Asking…" : "Ask to be let in"}
      </button>
      <Problem words={state?.tag === "failed" ? state.words : null} />
    </form>
  );
}
