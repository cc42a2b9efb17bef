/** During the talk: the time, the questions, what was said. Large, quiet, and nothing is lost. */
import { useRef, useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { AddReferral } from "../dialogs/AddReferral.tsx";
import { CaptureInsight } from "../dialogs/CaptureInsight.tsx";
import { draft } from "../drafts.ts";
import { heldWords } from "../held.ts";
import { deviceStamp } from "../moments.ts";
import { useNotebook } from "../notebook.ts";
import type { Note } from "../rows.ts";
import { useAnswered } from "./asking.ts";
import { Asking } from "./Asking.tsx";
import { setAsked } from "./AskedBox.tsx";
import { Composer } from "./Composer.tsx";
import { Consent } from "./Consent.tsx";
import { isEndForgotten, minutesUntil } from "./ended.ts";
import { keyOf } from "./kept.ts";
import { QuestionForm } from "./QuestionForm.tsx";
import type { RoomKey } from "./room_keys.ts";
import type { Talk } from "./rows.ts";
import { Said } from "./Said.tsx";
import { Timer } from "./Timer.tsx";
import { useRoomKeys } from "./useRoomKeys.ts";
import { useWakeLock } from "./useWakeLock.ts";
import { WhenEnded } from "./WhenEnded.tsx";
import { wordsHere } from "./words_here.ts";

interface Props {
  readonly interview: Talk;
  readonly now: number;
}

interface Open {
  readonly type: "insight" | "referral";
  /** Opened by its key: then a digit chooses the theme at once. */
  readonly isByKey: boolean;
}

export function During({ interview, now }: Props) {
  const notebook = useNotebook();
  const { value: questions = [] } = useAnswered(interview.id);
  const [open, setOpen] = useState<Open | null>(null);
  const [isGoingOn, setGoingOn] = useState(false);
  const composer = useRef<HTMLDivElement>(null);
  const startedAt = interview.startedAt ?? now;
  const isForgotten = isEndForgotten(interview, now) && !isGoingOn;
  useWakeLock(!isForgotten);

  const write = () => composer.current?.querySelector("textarea")?.focus();
  useRoomKeys({
    questions: questions.length,
    onQuestion: (place) => {
      const question = questions[place];
      if (question !== undefined) void setAsked(notebook, question, question.askedAt === null);
    },
    onKey: (key: RoomKey) => {
      if (key === "note") write();
      else setOpen({ type: key, isByKey: true });
    },
  });
  const end = async (at: number) => {
    await wordsHere.end(interview.id);
    const data = { ended_at: deviceStamp(at), actual_minutes: minutesUntil(interview, at) };
    await notebook.act([draft("interview.completed", interview.id, data, at)], "Ended");
  };
  const openNote = async (note: Note) => {
    const spot = { interview: interview.id, field: "note", subject: note.id } as const;
    await wordsHere.finish(keyOf(spot));
    wordsHere.type(spot, note.text, note.text);
    write();
  };
  const held = heldWords(interview, now);
  return (
    <div class="room room-during">
      {held !== null && <p class="plan-more">{held}</p>}
      {isForgotten ? (
        <WhenEnded
          interview={interview}
          now={now}
          onEnd={(at) => void end(at)}
          onGoOn={() => setGoingOn(true)}
        />
      ) : (
        <div class="room-clock">
          <Timer startedAt={startedAt} plannedMinutes={interview.plannedMinutes} />
          <button type="button" class="button" onClick={() => void end(Date.now())}>
            End interview
          </button>
        </div>
      )}
      <div class="room-main">
        <Section title="Questions">
          <Asking interview={interview.id} questions={questions} />
          <details class="more">
            <summary>Add another question</summary>
            <QuestionForm interview={interview.id} questions={questions} />
          </details>
        </Section>
        <Consent interview={interview} />
      </div>
      <div class="room-side room-notes">
        <Section title="Notes">
          <Said interview={interview} onOpen={(note) => void openNote(note)} />
        </Section>
      </div>
      <Composer
        interview={interview.id}
        root={composer}
        onInsight={() => setOpen({ type: "insight", isByKey: false })}
        onName={() => setOpen({ type: "referral", isByKey: false })}
      />
      {open?.type === "insight" && (
        <CaptureInsight
          source={{ interview: interview.id }}
          isByKey={open.isByKey}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.type === "referral" && (
        <AddReferral
          from={interview.contact}
          interview={interview.id}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
