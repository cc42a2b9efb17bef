/** The questions of one interview: to prepare, to ask, or to look back at. */
import { useState } from "preact/hooks";
import { questionsWanted } from "../agenda.ts";
import { Icon, type IconName } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { EditQuestion } from "../dialogs/EditQuestion.tsx";
import { draft, questionMoved } from "../drafts.ts";
import { useQuestions } from "../hooks/queries.ts";
import { useNotebook } from "../notebook.ts";
import type { Question } from "../rows.ts";
import { themeWords } from "../words.ts";
import { AskedBox } from "./AskedBox.tsx";

type Use = "prepare" | "ask" | "review";

export function PreparedCount({ interview }: { readonly interview: string }) {
  const { value: questions } = useQuestions(interview);
  if (questions === undefined) return null;
  const isEnough = questions.length >= questionsWanted;
  return (
    <span class={isEnough ? "tally tally-full" : "tally"}>
      {questions.length} of {questionsWanted}
    </span>
  );
}

export function QuestionList({
  interview,
  use,
}: {
  readonly interview: string;
  readonly use: Use;
}) {
  const { value: questions } = useQuestions(interview);
  const [editing, setEditing] = useState<Question | null>(null);
  if (questions === undefined) return null;
  if (questions.length === 0) {
    return (
      <p class="quiet">
        {use === "prepare"
          ? "Five good questions make a talk. Start with what no website could tell you."
          : "No questions were prepared."}
      </p>
    );
  }
  return (
    <>
      <ol class="questions">
        {questions.map((question, place) => (
          <li key={question.id} class="question">
            {use === "prepare" ? (
              <span class="question-rank" aria-hidden="true">
                {place + 1}
              </span>
            ) : (
              <AskedBox question={question} isFixed={use === "review"} />
            )}
            <div class="question-words">
              <UserText text={question.text} />
              <div class="question-foot">
                <span class="entry-meta">{themeWords(question.category)}</span>
                {use === "prepare" && (
                  <QuestionTools
                    questions={questions}
                    place={place}
                    onEdit={() => setEditing(question)}
                  />
                )}
              </div>
            </div>
          </li>
        ))}
      </ol>
      {editing !== null && <EditQuestion question={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

interface ToolsProps {
  readonly questions: readonly Question[];
  readonly place: number;
  readonly onEdit: () => void;
}

function QuestionTools({ questions, place, onEdit }: ToolsProps) {
  const { act } = useNotebook();
  const question = questions[place];
  if (question === undefined) return null;
  const move = (by: -1 | 1) => () =>
    void act(questionMoved(questions, question.id, by, Date.now()), "Moved");
  const remove = () =>
    void act([draft("question.removed", question.id, {}, Date.now())], "Question removed");
  const tools: readonly [IconName, string, () => void, boolean][] = [
    ["up", "Move up", move(-1), place === 0],
    ["down", "Move down", move(1), place === questions.length - 1],
    ["edit", "Edit", onEdit, false],
    ["close", "Remove", remove, false],
  ];
  return (
    <div class="tools">
      {tools.map(([icon, word, run, isOff]) => (
        <button
          key={icon}
          type="button"
          class="icon-button"
          aria-label={`${word}: ${question.text}`}
          disabled={isOff}
          onClick={run}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
