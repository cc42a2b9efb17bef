/** Advice they gave, and how far it got: acted on, reported back. */
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { useAdvice } from "../hooks/queries.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { dayWords } from "../moments.ts";
import type { Advice } from "./rows.ts";

interface Props {
  readonly contact: string;
  readonly now: number;
}

export function AdviceOfPerson({ contact, now }: Props) {
  const { value: advice } = useAdvice(contact);
  if (advice === undefined || advice.length === 0) return null;
  return (
    <Section id="advice" title="Advice">
      <ul class="insights">
        {advice.map((one) => (
          <li key={one.id} class="insight">
            <p class="insight-text">
              <UserText text={one.text} />
            </p>
            <p class="entry-meta">
              {dayWords(one.receivedAt, now)}
              {one.outcome !== "" && " · "}
              {one.outcome !== "" && <UserText text={one.outcome} />}
            </p>
            <NextStep advice={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NextStep({ advice }: { readonly advice: Advice }) {
  const act = useOnce(advice);
  if (advice.reportedBackAt !== null) return <p class="entry-meta">Reported back</p>;
  const acted = () =>
    void act([draft("advice.acted_on", advice.id, {}, Date.now())], "Acted on, saved");
  const reported = () =>
    void act(
      [draft("advice.reported_back", advice.id, { channel: "email" }, Date.now())],
      "Reported back, saved",
    );
  return (
    <p class="insight-actions">
      {advice.actedOnAt === null && (
        <button type="button" class="text-button" onClick={acted}>
          I acted on it
        </button>
      )}
      <button type="button" class="text-button" onClick={reported}>
        I told them what came of it
      </button>
    </p>
  );
}
