/** "Kim's phone asks to be let in": the digits to compare, and the two answers. */
import { useState } from "preact/hooks";
import type { Applicant } from "../../shared/devices.ts";
import { Problem } from "../components/Problem.tsx";
import { UserText } from "../components/UserText.tsx";
import { useNotebook, wordsOf } from "../notebook.ts";
import { asking, closeOffer } from "./offer.ts";
import { digitsWords } from "./words.ts";

export function Asking({ applicant }: { readonly applicant: Applicant }) {
  const { engine, tell } = useNotebook();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const decide = async (approve: boolean) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await engine.request({ tag: "decide", session: applicant.session, approve });
      asking.value = asking.value.filter(({ session }) => session !== applicant.session);
      if (approve) closeOffer();
      tell(approve ? `${applicant.name} is let in` : `${applicant.name} was not let in`);
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <div class="asking">
      <p class="asking-title">
        <UserText text={applicant.name} /> asks to be let in.
      </p>
      <p>Do both show these six digits?</p>
      <p class="digits">{digitsWords(applicant.digits)}</p>
      <Problem words={problem} />
      <div class="asking-answers">
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => decide(false)}>
          Not mine
        </button>
        <button
          type="button"
          class="button button-primary"
          aria-disabled={isBusy}
          onClick={() => decide(true)}
        >
          Yes, let it in
        </button>
      </div>
    </div>
  );
}
