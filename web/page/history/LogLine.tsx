/** One event of the log: what it says in a line, and all of it when opened. */
import type { ComponentChildren } from "preact";
import { UserText } from "../components/UserText.tsx";
import type { Draft } from "../../shared/messages";
import { draft } from "../drafts.ts";
import type { Engine } from "../engine.ts";
import { canBeUndone, eventDetail, eventTitle } from "../event_words.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { dayAndTime } from "../moments.ts";
import { undoneWords, useNotebook, wordsOf } from "../notebook.ts";
import { personPath } from "../route.ts";
import { redoDrafts, undoDrafts } from "../settings/undo_import.ts";
import { fieldsOf, tellingOf } from "./body_words.ts";
import { past } from "./moment.ts";
import type { Said } from "./rows.ts";

interface Props {
  readonly said: Said;
  readonly now: number;
}

export function LogLine({ said, now }: Props) {
  const title = titleOf(said);
  const detail = eventDetail(said.type, tellingOf(said.body));
  return (
    <li class={said.isRetracted ? "log-line entry-retracted" : "log-line"}>
      <details>
        <summary>
          <span class="log-words">
            <span class="log-title">
              {said.isRetracted ? <s>{title}</s> : title}
              {said.isRetracted && <span class="entry-mark"> · undone</span>}
              {said.person !== "" && said.person !== detail && (
                <>
                  {" · "}
                  <UserText text={said.person} />
                </>
              )}
            </span>
            {detail !== "" && <UserText class="log-detail" text={detail} />}
            <span class="log-meta">
              {said.type === "" ? `Number ${said.seq}` : dayAndTime(said.recordedAt, now)} ·{" "}
              <UserText text={said.device || "unknown device"} />
            </span>
          </span>
        </summary>
        <Opened said={said} now={now} title={title} />
      </details>
    </li>
  );
}

function Opened({ said, now, title }: Props & { readonly title: string }) {
  return (
    <div class="log-opened">
      <dl class="log-facts">
        {said.type !== "" && (
          <>
            <Fact name="Happened">{dayAndTime(said.occurredAt, now, said.offset)}</Fact>
            <Fact name="Recorded">{dayAndTime(said.recordedAt, now)}</Fact>
          </>
        )}
        <Fact name="Device">
          <UserText text={said.device || "unknown device"} />
        </Fact>
        <Fact name="Event">
          <code>
            {said.log}:{said.seq}
          </code>
        </Fact>
        {said.type !== "" && (
          <Fact name="Type">
            <code>{said.type}</code>
          </Fact>
        )}
        {fieldsOf(said.body).map(({ name, value }) => (
          <Fact key={name} name={name}>
            <UserText text={value} />
          </Fact>
        ))}
      </dl>
      {said.type === "" && (
        <p class="quiet">
          {said.isErased
            ? "Its words were forgotten. What is left keeps the log's chain whole."
            : "This event cannot be read here. It is kept and passed on as it is."}
        </p>
      )}
      <div class="log-actions">
        {said.personId !== "" && (
          <a class="text-button" href={personPath(said.personId)}>
            Go to <UserText text={said.person} />
          </a>
        )}
        {said.type !== "" && canBeUndone(said.type) && <UndoButton said={said} title={title} />}
      </div>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Fact({ name, children }: FactProps) {
  return (
    <div class="log-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function UndoButton({ said, title }: { readonly said: Said; readonly title: string }) {
  const { engine, tell } = useNotebook();
  const act = useOnce(said);
  const word = said.isRetracted ? "Redo" : "Undo";
  const flip = async () => {
    try {
      await act(await flipping(engine, said), said.isRetracted ? "Redone" : undoneWords);
    } catch (error) {
      tell(wordsOf(error));
    }
  };
  return (
    <button
      type="button"
      class="button"
      aria-label={`${word}: ${title}`}
      disabled={past.value !== null}
      onClick={() => void flip()}
    >
      {word}
    </button>
  );
}

/** What undoes it, or brings it back; of an import, with all that it brought. */
async function flipping(engine: Engine, said: Said): Promise<readonly Draft[]> {
  const { type, isRetracted, subject, log, seq } = said;
  if (type === "import.completed") return (isRetracted ? redoDrafts : undoDrafts)(engine, said);
  const flipped = isRetracted ? "event.restored" : "event.retracted";
  return [draft(flipped, subject, { log, seq }, Date.now())];
}

function titleOf({ type, isErased }: Said): string {
  if (type !== "") return eventTitle(type);
  return isErased ? "Forgotten" : "Unreadable";
}
