/** The tick on a question that was put; taking it off undoes the events that said so. */
import { useEffect, useState } from "preact/hooks";
import { useNotebook } from "../notebook.ts";
import { draft } from "../drafts.ts";
import { entryOf, type Question } from "../rows.ts";

interface Props {
  readonly question: Question;
  /** After the talk the ticks are only shown. */
  readonly isFixed: boolean;
}

/** One interview has some ten questions, each ticked once or twice. */
const ticksMax = 1000;

export function AskedBox({ question, isFixed }: Props) {
  const { act, engine } = useNotebook();
  const isAsked = question.askedAt !== null;
  // The box shows what was tapped until the notebook's own answer to it arrives.
  const [isShown, setShown] = useState(isAsked);
  useEffect(() => setShown(isAsked), [isAsked]);
  // By what the box shows, not by `isAsked`: a second tap may come before the first is folded.
  const flip = async (isTicked: boolean) => {
    setShown(isTicked);
    const isKept = await (isTicked ? tick() : untick());
    if (!isKept) setShown(!isTicked);
  };
  const tick = () => act([draft("question.asked", question.id, {}, Date.now())], "Asked");
  const untick = async () => {
    const rows = await engine.request({
      tag: "ask",
      name: "entries",
      parameters: {
        contact: null,
        type: "question.asked",
        since: null,
        until: null,
        recorded: 0,
        limit: ticksMax,
      },
      as_of: undefined,
    });
    const taken = rows
      .map(entryOf)
      .filter(({ subject, isRetracted }) => subject === question.id && !isRetracted)
      .map(({ log, seq }) => draft("event.retracted", question.id, { log, seq }, Date.now()));
    return act(taken, "Not asked");
  };
  return (
    <label class="asked">
      <input
        type="checkbox"
        checked={isShown}
        disabled={isFixed}
        aria-label={`Asked: ${question.text}`}
        onChange={(event) => void flip(event.currentTarget.checked)}
      />
    </label>
  );
}
