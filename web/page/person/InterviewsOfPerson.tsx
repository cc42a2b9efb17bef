/** The interviews with one person. */
import { InterviewLink } from "../components/InterviewLink.tsx";
import { Section } from "../components/Screen.tsx";
import { useInterviewsWith } from "../hooks/queries.ts";

export function InterviewsOfPerson({
  contact,
  now,
}: {
  readonly contact: string;
  readonly now: number;
}) {
  const { value: interviews } = useInterviewsWith(contact);
  if (interviews === undefined || interviews.length === 0) return null;
  return (
    <Section title="Interviews">
      <ul class="rows">
        {interviews.map((interview) => (
          <li key={interview.id}>
            <InterviewLink interview={interview} now={now} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
