/** What suits this person now, the most fitting first. */
import { useState } from "preact/hooks";
import { LogOutreach } from "../dialogs/LogOutreach.tsx";
import { LogReply } from "../dialogs/LogReply.tsx";
import { LogTouch } from "../dialogs/LogTouch.tsx";
import { ScheduleInterview } from "../dialogs/ScheduleInterview.tsx";
import { ThankYouSent } from "../dialogs/ThankYouSent.tsx";
import { draft } from "../drafts.ts";
import { useInterviewsWith, useThreads } from "../hooks/queries.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { nextSteps, type Step } from "../next_steps.ts";
import { interviewPath } from "../route.ts";
import { navigate } from "../router.ts";
import type { Contact } from "../rows.ts";

export function QuickActions({ contact }: { readonly contact: Contact }) {
  const { value: threads } = useThreads(contact.id);
  const act = useOnce(threads ?? []);
  const { value: interviews } = useInterviewsWith(contact.id);
  const [open, setOpen] = useState<Step | null>(null);
  if (threads === undefined || interviews === undefined) return <div class="actions" />;

  const take = (step: Step) => {
    switch (step.tag) {
      case "follow_up": {
        const n = step.thread.followUps + 1;
        const followed = draft("outreach.followed_up", step.thread.id, { n }, Date.now());
        void act([followed], `Follow-up ${n} saved`);
        return;
      }
      case "close": {
        const closed = draft("outreach.closed", step.thread.id, { reason: "no reply" }, Date.now());
        void act([closed], "Thread closed");
        return;
      }
      case "open":
        navigate(interviewPath(step.interview.id));
        return;
      default:
        setOpen(step);
    }
  };
  return (
    <fieldset class="actions" aria-label="Quick actions">
      {nextSteps(threads, interviews).map((step, place) => (
        <button
          key={step.tag}
          type="button"
          class={place === 0 ? "button button-primary" : "button"}
          onClick={() => take(step)}
        >
          {stepWords(step)}
        </button>
      ))}
      {open !== null && <StepDialog step={open} contact={contact} onClose={() => setOpen(null)} />}
    </fieldset>
  );
}

function stepWords(step: Step): string {
  switch (step.tag) {
    case "outreach":
      return "Log outreach";
    case "reply":
      return "Log reply";
    case "follow_up":
      return step.thread.followUps === 0
        ? "Log follow-up"
        : `Log follow-up ${step.thread.followUps + 1}`;
    case "close":
      return "Close thread";
    case "schedule":
      return "Schedule interview";
    case "open":
      return step.interview.status === "started" ? "Back to the interview" : "Prepare interview";
    case "thank":
      return "Thank-you sent";
    case "touch":
      return "In touch";
  }
}

interface DialogProps {
  readonly step: Step;
  readonly contact: Contact;
  readonly onClose: () => void;
}

function StepDialog({ step, contact, onClose }: DialogProps) {
  switch (step.tag) {
    case "outreach":
      return <LogOutreach contact={contact.id} onClose={onClose} />;
    case "reply":
      return <LogReply thread={step.thread} contact={contact.id} onClose={onClose} />;
    case "schedule":
      return <ScheduleInterview contact={contact.id} onClose={onClose} />;
    case "thank":
      return (
        <ThankYouSent
          interview={step.interview.id}
          endedAt={step.interview.endedAt}
          name={contact.name}
          contact={contact.id}
          onClose={onClose}
        />
      );
    case "touch":
      return <LogTouch contact={contact.id} onClose={onClose} />;
    default:
      return null;
  }
}
