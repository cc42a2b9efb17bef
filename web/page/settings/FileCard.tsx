/** One chosen file: what it would change, what needs mending, and the button that does it. */
import { Problem } from "../components/Problem.tsx";
import { UserText } from "../components/UserText.tsx";
import { useNotebook } from "../notebook.ts";
import { countWords } from "../words.ts";
import { useImports } from "../hooks/queries.ts";
import { ColumnChooser } from "./ColumnChooser.tsx";
import { FileChanges } from "./FileChanges.tsx";
import type { Answer } from "./files_in.ts";
import { type Choice, leaveOut, preview, type Progress, take } from "./importing.ts";
import { importPath } from "../route.ts";

interface Props {
  readonly choice: Choice;
  readonly onDone: (id: number) => void;
}

export function FileCard({ choice, onDone }: Props) {
  const { id, file, stage } = choice;
  return (
    <section class="file-card" aria-label={file.name}>
      <div class="file-head">
        <h2>
          <UserText text={file.name} />
        </h2>
        {stage.type !== "reading" && (
          <button type="button" class="text-button" onClick={() => leaveOut(id)}>
            {stage.type === "done" ? "Done" : "Leave out"}
          </button>
        )}
      </div>
      <Body choice={choice} onDone={onDone} />
    </section>
  );
}

function Body({ choice, onDone }: Props) {
  const { engine } = useNotebook();
  const { id, stage } = choice;
  switch (stage.type) {
    case "waiting":
      return <p class="quiet">Waiting for its turn …</p>;
    case "reading":
      return <Reading progress={stage.progress} />;
    case "unreachable":
      return (
        <>
          <Problem words={stage.words} />
          <button type="button" class="button" onClick={() => void preview(engine, id)}>
            Try again
          </button>
        </>
      );
    case "done":
      return <Done answer={stage.answer} />;
    case "read":
      return <Read choice={choice} answer={stage.answer} onDone={onDone} />;
  }
}

interface ReadProps extends Props {
  readonly answer: Answer;
}

function Read({ choice, answer, onDone }: ReadProps) {
  const { engine } = useNotebook();
  const { id } = choice;
  const record = async () => {
    await take(engine, [id]);
    onDone(id);
  };
  if (answer.type === "refused") {
    return (
      <>
        <Problem words={answer.words} />
        <FileChanges bad={answer.bad} badCount={answer.bad.length} />
        {answer.table !== null && <ColumnChooser id={id} table={answer.table} />}
      </>
    );
  }
  if (answer.type === "own") {
    return (
      <>
        <p>
          An export of this notebook: {countWords(answer.events, "event")},{" "}
          {answer.missing === 0 ? "all of them here" : `${answer.missing} of them missing here`}.
        </p>
        {answer.missing > 0 && <ImportButton words="Bring them back" onClick={record} />}
      </>
    );
  }
  const { reading } = answer;
  const isNews = reading.added + reading.changed > 0;
  return (
    <>
      <p class="file-counts">{countsOf(answer)}</p>
      <FileChanges
        reading={reading}
        bad={reading.bad}
        badCount={reading.badCount}
        onMe={(me) => void preview(engine, id, { me })}
      />
      {reading.table !== null && (
        <details class="more">
          <summary>Which column is what</summary>
          <ColumnChooser id={id} table={reading.table} />
        </details>
      )}
      {isNews ? (
        <ImportButton words="Import" onClick={record} />
      ) : (
        <p>Everything in it is known already: there is nothing to import.</p>
      )}
    </>
  );
}

function ImportButton({ words, onClick }: { words: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="button button-primary file-do" onClick={onClick}>
      {words}
    </button>
  );
}

/** "420 new · 35 changed · 1,200 already known". */
function countsOf({ reading }: Extract<Answer, { type: "read" }>): string {
  const one = reading.kind === "people" ? ["person", "people"] : ["interview", "interviews"];
  const more = [
    [reading.changed, "changed"],
    [reading.known, "already known"],
  ] as const;
  return [
    countWords(reading.added, `new ${one[0]}`, `new ${one[1]}`),
    ...more.flatMap(([count, words]) =>
      count > 0 ? `${count.toLocaleString("en")} ${words}` : [],
    ),
  ].join(" · ");
}

const steps: Readonly<Record<string, string>> = {
  sending: "Sending it to the laptop …",
  waiting: "Another import is under way; waiting for it …",
  reading: "Reading …",
  recording: "Recording … It goes on even if you leave this page.",
};

function Reading({ progress }: { readonly progress: Progress | null }) {
  const isKnown = progress !== null && progress.total > 0;
  return (
    <div role="status">
      <p class="quiet">{steps[progress?.step ?? "sending"] ?? "Working …"}</p>
      {isKnown ? (
        <progress class="progress" aria-label="File" value={progress.done} max={progress.total} />
      ) : (
        <progress class="progress" aria-label="File" />
      )}
    </div>
  );
}

function Done({ answer }: { readonly answer: Answer }) {
  const { value: imports } = useImports();
  if (answer.type !== "read") return <p class="done-line">Brought back.</p>;
  const { event, bad, badCount } = answer.reading;
  const now = imports?.find(({ log, seq }) => log === event?.log && seq === event.seq);
  if (now?.isUndone) return <p class="quiet">This import was undone.</p>;
  return (
    <>
      <p class="done-line">{countsOf(answer)}</p>
      <FileChanges bad={bad} badCount={badCount} />
      {event !== null && answer.reading.kind === "people" && (
        <a class="button" href={importPath(event)}>
          See the people
        </a>
      )}
    </>
  );
}
