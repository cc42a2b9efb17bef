/** The tick on a question that was put; taking it off undoes the events that said so. */
import { useLayoutEffect, useState } from "preact/hooks";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
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
  const isAsked = question.askedAt !== null;
  // The box shows what was tapped until the notebook's own answer to it arrives.
  const [isShown, setShown] = useState(isAsked);
  useLayoutEffect(() => setShown(isAsked), [isAsked]); // as in Segmented
  // By what the box shows, not by `isAsked`: a second tap may come before the first is folded.
  const flip = async (isTicked: boolean) => {
    setShown(isTicked);
    const isKept = await setAsked(notebook, question, isTicked);
    if (!isKept) setShown(!isTicked);
  };
  return (
    <label class="ask-line">
      <input
        type="checkbox"
        checked={isShown}
        aria-label={`Asked: ${question.text}`}
        onChange={(event) => void flip(event.currentTarget.checked)}
      />
      <UserText class="ask-text" text={question.text} />
    </label>
  );
}
