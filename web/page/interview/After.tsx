/** After the talk: a short list that shows what is done. The thank-you and the debrief come first. */
import { useRef, useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { CaptureInsight } from "../dialogs/CaptureInsight.tsx";
import { SetReminder } from "../dialogs/SetReminder.tsx";
import { ago, dayAndTime } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import { ReferralWords } from "../person/ReferralsOfPerson.tsx";
import type { Note } from "../rows.ts";
import { countWords } from "../words.ts";
import { AdviceHeard } from "./AdviceHeard.tsx";
import { Asking } from "./Asking.tsx";
import { useAdvised, useAnswered, useNamed, useRemindersAbout, useRhythm } from "./asking.ts";
import { Composer } from "./Composer.tsx";
import { Consent } from "./Consent.tsx";
import { KeptArea } from "./KeptArea.tsx";
import { keyOf } from "./kept.ts";
import { NameForm } from "./NameForm.tsx";
import { NextContact, rhythmWords } from "./NextContact.tsx";
import { Plan } from "./Plan.tsx";
import type { Talk } from "./rows.ts";
import { Said } from "./Said.tsx";
import { Step } from "./Step.tsx";
import { ThankYou } from "./ThankYou.tsx";
import { wordsHere } from "./words_here.ts";

interface Props {
  readonly interview: Talk;
  readonly now: number;
}

export function After({ interview, now }: Props) {
  return (
    <div class="room room-after">
      <div class="room-side">
        <Plan interview={interview} now={now} />
      </div>
      <div class="room-main">
        <Checklist interview={interview} now={now} />
      </div>
      <div class="room-side room-said">
        <WhatWasSaid interview={interview} />
      </div>
    </div>
  );
}

function Checklist({ interview, now }: Props) {
  const { act } = useNotebook();
  const advice = useAdvised(interview.contact).value?.filter(
    (one) => one.interview === interview.id,
  );
  const names = useNamed(interview.contact, interview.id);
  const reminders = useRemindersAbout(interview.contact).value;
  const rhythm = useRhythm(interview.contact).value?.[0];
  const [isReminding, setReminding] = useState(false);
  if (advice === undefined || reminders === undefined || rhythm === undefined) return null;
  const isThanked = interview.thankedAt !== null;
  const isDebriefed = interview.debrief !== "";
  const ended = interview.endedAt;
  return (
    <Section title="Afterwards">
      <ul class="steps-after">
        <Step
          id="thank-you"
          title="Thank-you"
          isDone={isThanked}
          isOpen={!isThanked}
          state={
            interview.thankedAt !== null
              ? `Sent · ${dayAndTime(interview.thankedAt, now)}`
              : `While it is fresh${ended === null ? "" : `: you talked ${ago(ended, now)}`}`
          }
        >
          {isThanked ? (
            <p class="quiet">Thank-you sent. One is enough.</p>
          ) : (
            <ThankYou interview={interview} />
          )}
        </Step>
        <Step
          id="debrief"
          title="Debrief"
          isDone={isDebriefed}
          isOpen={isThanked && !isDebriefed}
          state={isDebriefed ? <UserText text={interview.debrief} /> : "Three sentences, today"}
        >
          <ul class="prompts">
            <li>What surprised you?</li>
            <li>What will you ask next time?</li>
            <li>What will you do with it this week?</li>
          </ul>
          <KeptArea
            spot={{ interview: interview.id, field: "debrief", subject: interview.id }}
            label="Debrief"
            isLabelHidden
            known={interview.debrief}
            rows={4}
            say={(drafts) => act(drafts, "Debrief saved")}
          />
        </Step>
        <Step
          title="Names they gave"
          isDone={names.length > 0}
          state={
            names.length > 0
              ? countWords(names.length, "name")
              : "If they named somebody to talk to"
          }
        >
          {names.length > 0 && (
            <ul class="rows">
              {names.map((referral) => (
                <li key={referral.id} class="row row-static">
                  <ReferralWords referral={referral} contact={interview.contact} />
                </li>
              ))}
            </ul>
          )}
          <NameForm from={interview.contact} interview={interview.id} />
        </Step>
        <Step
          title="Advice"
          isDone={advice.length > 0}
          state={
            advice.length > 0
              ? countWords(advice.length, "piece", "pieces")
              : "To act upon, and to report back on"
          }
        >
          <AdviceHeard interview={interview} advice={advice} />
        </Step>
        <Step title="Stay in touch" isDone={rhythm.isChosen} state={rhythmWords(rhythm)}>
          <NextContact contact={interview.contact} rhythm={rhythm} />
        </Step>
        <Step
          title="Reminder"
          isDone={reminders.length > 0}
          state={
            reminders.length > 0
              ? reminders.map((one) => dayAndTime(one.dueAt, now)).join(" · ")
              : "If there is something on a certain day"
          }
        >
          {reminders.length > 0 && (
            <ul class="name-list" aria-label="Reminders">
              {reminders.map((one) => (
                <li key={one.id}>
                  <UserText text={one.text} />
                  <span class="entry-meta"> {dayAndTime(one.dueAt, now)}</span>
                </li>
              ))}
            </ul>
          )}
          <button type="button" class="button" onClick={() => setReminding(true)}>
            Set a reminder
          </button>
          {isReminding && (
            <SetReminder contact={interview.contact} onClose={() => setReminding(false)} />
          )}
        </Step>
      </ul>
    </Section>
  );
}

function WhatWasSaid({ interview }: { readonly interview: Talk }) {
  const { value: questions = [] } = useAnswered(interview.id);
  const [isCapturing, setCapturing] = useState(false);
  const composer = useRef<HTMLDivElement>(null);
  const openNote = async (note: Note) => {
    const spot = { interview: interview.id, field: "note", subject: note.id } as const;
    await wordsHere.finish(keyOf(spot));
    wordsHere.type(spot, note.text, note.text);
    composer.current?.querySelector("textarea")?.focus();
  };
  return (
    <>
      <Section title="Written down">
        <Said interview={interview} onOpen={(note) => void openNote(note)} />
        <Composer interview={interview.id} root={composer} onInsight={() => setCapturing(true)} />
      </Section>
      {questions.length > 0 && (
        <details class="more">
          <summary>{countWords(questions.length, "question")}, with the answers</summary>
          <Asking interview={interview.id} questions={questions} />
        </details>
      )}
      <Consent interview={interview} />
      {isCapturing && (
        <CaptureInsight source={{ interview: interview.id }} onClose={() => setCapturing(false)} />
      )}
    </>
  );
}
