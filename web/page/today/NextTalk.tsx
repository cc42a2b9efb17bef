/** The next interview, large: when, with whom, how ready, and the one thing to do about it. */
import { Icon } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { dayAndTime, daysUntil, hereWords, readStart } from "../moments.ts";
import { interviewPath } from "../route.ts";
import { navigate } from "../router.ts";
import { countWords, modeWords } from "../words.ts";
import type { NextTalk } from "./next_talk.ts";

interface Props {
  readonly talk: NextTalk;
  readonly now: number;
}

export function NextTalkCard({ talk, now }: Props) {
  const { interview, isReady, isTime, startsAt, wanted } = talk;
  const act = useOnce(interview);
  const path = interviewPath(interview.id);
  const start = async () => {
    const started = draft("interview.started", interview.id, {}, Date.now());
    if (await act([started], "Started")) navigate(path);
  };
  const agreed = readStart(interview);
  const here = hereWords(agreed, now);
  return (
    <section class="callout next-talk" aria-label="Next interview">
      <div class="next-talk-words">
        <p class="next-talk-when">
          {dayAndTime(startsAt, now, agreed?.offset)}
          {agreed?.zone} <span>{daysUntil(startsAt, now, agreed?.offset)}</span>
        </p>
        {here !== "" && <p class="next-talk-about">{here}</p>}
        <h2>
          <a class="next-talk-who" href={path}>
            <UserText text={interview.name} />
          </a>
        </h2>
        <p class="next-talk-about">
          {interview.org !== "" && <UserText text={`${interview.org} · `} />}
          {modeWords(interview.mode)}
          {interview.place !== "" && <UserText text={` · ${interview.place}`} />}
        </p>
        <p class={isReady ? "next-talk-ready" : "next-talk-about"}>
          {isReady
            ? `${countWords(interview.questions, "question")} prepared`
            : `${interview.questions} of ${countWords(wanted, "question")} prepared`}
        </p>
      </div>
      <div class="next-talk-do">
        {isTime ? (
          <>
            <button type="button" class="button button-primary" onClick={() => void start()}>
              Start interview
            </button>
            <a class="button" href={path}>
              {isReady ? "Questions" : "Prepare"}
            </a>
          </>
        ) : (
          <a class={isReady ? "button" : "button button-primary"} href={path}>
            <Icon name="edit" />
            {isReady ? "Look it over" : "Prepare"}
          </a>
        )}
      </div>
    </section>
  );
}
