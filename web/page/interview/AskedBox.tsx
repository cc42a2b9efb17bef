/** The tick on a question that was put; taking it off undoes the events that said so. */
import { useNotebook } from "../notebook.ts";
import { draft, retractions } from "../drafts.ts";
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
    const said = rows
      .map(entryOf)
      .filter(({ subject, isRetracted }) => subject === question.id && !isRetracted)
      .map(({ log, seq, subject }) => ({ name: { log, seq }, subject }));
    await act(retractions(said, Date.now()), "Not asked");
  };
  return (
    <label class="asked">
      <input
        type="checkbox"
        checked={isAsked}
        disabled={isFixed}
        aria-label={`Asked: ${question.text}`}
        onChange={() => void (isAsked ? untick() : tick())}
      />
    </label>
  );
}
