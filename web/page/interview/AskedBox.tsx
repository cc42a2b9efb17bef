/** The tick on a question that was put; taking it off undoes the events that said so. */
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { useChosen } from "../hooks/useChosen.ts";
import { type Notebook, useNotebook } from "../notebook.ts";
import type { Question } from "../rows.ts";
import { takenBack } from "./taken_back.ts";

interface Props {
  readonly question: Question;
}

/** Returns whether it was kept. */
export async function setAsked(
  { act, engine }: Pick<Notebook, "act" | "engine">,
  question: Question,
  isAsked: boolean,
): Promise<boolean> {
  if (isAsked) return act([draft("question.asked", question.id, {}, Date.now())], "Asked");
  return act(await takenBack(engine, "question.asked", question.id), "Not asked");
}

export function AskedBox({ question }: Props) {
  const notebook = useNotebook();
  // By what the box shows, not by `askedAt`: a second tap may come before the first is folded.
  const [isShown, choose] = useChosen(question.askedAt !== null, (isTicked) =>
    setAsked(notebook, question, isTicked),
  );
  return (
    <label class="ask-line">
      <input
        type="checkbox"
        checked={isShown}
        aria-label={`Asked: ${question.text}`}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <UserText class="ask-text" text={question.text} />
    </label>
  );
}
