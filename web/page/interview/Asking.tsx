/** The questions during the talk: large, ticked with one tap, with room for the answer under each. */
import { KeptArea } from "./KeptArea.tsx";
import { AskedBox } from "./AskedBox.tsx";
import type { Answered } from "./rows.ts";

interface Props {
  readonly interview: string;
  readonly questions: readonly Answered[];
}

export function Asking({ interview, questions }: Props) {
  if (questions.length === 0) {
    return <p class="quiet">No questions were prepared. Begin with: how did you come to this?</p>;
  }
  return (
    <ol class="asks">
      {questions.map((question) => (
        <li key={question.id} class={question.askedAt === null ? "ask" : "ask ask-done"}>
          <AskedBox question={question} />
          <KeptArea
            spot={{ interview, field: "answer", subject: question.id }}
            label={`Answer to: ${question.text}`}
            isLabelHidden
            known={question.answer}
            placeholder="Answer"
          />
        </li>
      ))}
    </ol>
  );
}
