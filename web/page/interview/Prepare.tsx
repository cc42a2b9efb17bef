/** The questions before the talk: how many are ready, in which order, and where to find more. */
import { useMemo } from "preact/hooks";
import { coach } from "../../shared/practice/coach.ts";
import { questionsWanted } from "../agenda.ts";
import { Section } from "../components/Screen.tsx";
import type { Interview } from "../rows.ts";
import { useAnswered, useNorm } from "./asking.ts";
import { Bank } from "./Bank.tsx";
import { CoachLines } from "./CoachLines.tsx";
import { QuestionForm } from "./QuestionForm.tsx";
import { QuestionOrder } from "./QuestionOrder.tsx";

export function Prepare({ interview }: { readonly interview: Interview }) {
  const { value: questions } = useAnswered(interview.id);
  const wanted = useNorm("questions_min", questionsWanted);
  const findings = useMemo(() => {
    const categories = questions?.map(({ category }) => category) ?? [];
    const text = questions?.map((question) => question.text.replaceAll("\n", " ")).join("\n") ?? "";
    if (text === "") return [];
    return coach("questions", text, { categories, norms: { questions_min: wanted } });
  }, [questions, wanted]);
  if (questions === undefined) return null;
  return (
    <>
      <Section title="Questions" action={<Readiness ready={questions.length} wanted={wanted} />}>
        {questions.length === 0 ? (
          <p class="quiet">
            Good questions make the talk. Take some from the bank below, or write your own.
          </p>
        ) : (
          <QuestionOrder questions={questions} />
        )}
        <CoachLines findings={findings} label="About your questions together" />
        <QuestionForm interview={interview.id} questions={questions} />
      </Section>
      <Bank interview={interview} questions={questions} isOpen={questions.length < wanted} />
    </>
  );
}

interface ReadinessProps {
  readonly ready: number;
  readonly wanted: number;
}

/** A few marks that fill: one sees without counting. */
export function Readiness({ ready, wanted }: ReadinessProps) {
  return (
    <span class={ready >= wanted ? "tally tally-full" : "tally"}>
      <span class="tally-marks" aria-hidden="true">
        {Array.from({ length: wanted }, (_, place) => (
          <span key={place} class={place < ready ? "tally-mark tally-mark-full" : "tally-mark"} />
        ))}
      </span>
      {ready} of {wanted}
      <span class="unseen"> prepared</span>
    </span>
  );
}
