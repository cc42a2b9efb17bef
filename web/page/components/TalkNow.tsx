/** A talk that was started and not ended: the way back into it, should the app have been closed. */
import { useTalks } from "../hooks/queries.ts";
import { isEndForgotten } from "../interview/ended.ts";
import { ago } from "../moments.ts";
import { interviewPath } from "../route.ts";
import { UserText } from "./UserText.tsx";

export function TalkNow({ now }: { readonly now: number }) {
  const { value: talks } = useTalks();
  const talk = talks?.[0];
  if (talk === undefined) return null;
  if (isEndForgotten(talk, now)) {
    return (
      <section class="callout talk-now" aria-label="Talk without an end">
        <p class="callout-words">
          When did your talk with <UserText text={talk.name} /> end?
        </p>
        <a class="button button-primary" href={interviewPath(talk.id)}>
          Say when
        </a>
      </section>
    );
  }
  return (
    <section class="callout talk-now" aria-label="Talking now">
      <p class="callout-words">
        You are talking with <UserText text={talk.name} />
        {talk.startedAt !== null && ` · started ${ago(talk.startedAt, now)}`}
      </p>
      <a class="button button-primary" href={interviewPath(talk.id)}>
        Back to the interview
      </a>
    </section>
  );
}
