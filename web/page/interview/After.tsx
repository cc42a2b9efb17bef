/** After the talk: thanks while it is fresh, a debrief, names to follow. */
import { useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { CaptureInsight } from "../dialogs/CaptureInsight.tsx";
import { ThankYouSent } from "../dialogs/ThankYouSent.tsx";
import { useContact, useInsightsOf } from "../hooks/queries.ts";
import { letterHref } from "../letters.ts";
import { ago, dayAndTime } from "../moments.ts";
import { ReferralsOfPerson } from "../person/ReferralsOfPerson.tsx";
import type { Interview } from "../rows.ts";
import { DebriefForm } from "./DebriefForm.tsx";
import { Learned } from "./Learned.tsx";
import { NoteForm } from "./NoteForm.tsx";
import { NoteList } from "./NoteList.tsx";
import { QuestionList } from "./QuestionList.tsx";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

export function After({ interview, now }: Props) {
  const [open, setOpen] = useState<"thank" | "insight" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <ThankYou interview={interview} now={now} onSent={() => setOpen("thank")} />
      <DebriefForm interview={interview} />
      <Learned interview={interview.id} now={now} onAdd={() => setOpen("insight")} />
      <ReferralsOfPerson contact={interview.contact} interview={interview.id} />
      <Section title="Notes">
        <NoteList interview={interview.id} now={now} />
        <NoteForm interview={interview.id} />
      </Section>
      <Section title="Questions">
        <QuestionList interview={interview.id} use="review" />
      </Section>
      {open === "thank" && (
        <ThankYouSent
          interview={interview.id}
          name={interview.name}
          contact={interview.contact}
          onClose={close}
        />
      )}
      {open === "insight" && (
        <CaptureInsight source={{ interview: interview.id }} onClose={close} />
      )}
    </>
  );
}

interface ThankProps extends Props {
  readonly onSent: () => void;
}

function ThankYou({ interview, now, onSent }: ThankProps) {
  const { value: contacts } = useContact(interview.contact);
  const { value: insights } = useInsightsOf(interview.id);
  if (interview.thankedAt !== null) {
    return <p class="done-line">Thank-you sent · {dayAndTime(interview.thankedAt, now)}</p>;
  }
  const href = letterHref(contacts?.[0]?.emails[0], interview, insights ?? []);
  return (
    <fieldset class="callout" aria-label="Thank-you">
      <p class="callout-words">
        {interview.endedAt === null
          ? "Send the thank-you today."
          : `The talk ended ${ago(interview.endedAt, now)}. Send the thank-you while it is fresh.`}
      </p>
      <div class="actions">
        {href !== null && (
          <a class="button" href={href}>
            Write the email
          </a>
        )}
        <button type="button" class="button button-primary" onClick={onSent}>
          Thank-you sent
        </button>
      </div>
    </fieldset>
  );
}
