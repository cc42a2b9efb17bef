/** With whom, when, how long, where: what one needs in the lobby, at a glance. */
import { Icon } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { heldWords } from "../held.ts";
import { useContact } from "../hooks/queries.ts";
import { clock, dayWords, hereWords, readStart } from "../moments.ts";
import type { Interview } from "../rows.ts";
import { minutesWords, modeWords, statusWords } from "../words.ts";
import { isSaidByLink, waysTo } from "./places.ts";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

export function Plan({ interview, now }: Props) {
  const { value: contacts } = useContact(interview.contact);
  const held = heldWords(interview, now);
  const isOver = interview.status === "completed";
  const minutes = isOver ? interview.actualMinutes : interview.plannedMinutes;
  const person = contacts?.[0];
  const work = [person?.title ?? "", interview.org].filter(Boolean);
  const ways = isOver ? [] : waysTo(interview.mode, interview.place, person?.phones ?? []);
  const here = held === null ? hereWords(readStart(interview), now) : "";
  const details = [
    held !== null || interview.status === "scheduled" ? "" : statusWords(interview.status),
    minutes === null ? "" : minutesWords(minutes),
    modeWords(interview.mode),
  ];
  return (
    <div class="plan">
      {work.length > 0 && <UserText class="plan-work" text={work.join(", ")} />}
      <p class="plan-when">{held ?? <WhenWords interview={interview} now={now} />}</p>
      {here !== "" && <p class="plan-more">{here}</p>}
      <p class="plan-more">{details.filter(Boolean).join(" · ")}</p>
      {interview.place !== "" && !isSaidByLink(interview.place, ways) && (
        <UserText class="plan-place" text={interview.place} />
      )}
      {ways.map(({ icon, words, href, isElsewhere }) => (
        <a
          key={href}
          class="way plan-way"
          href={href}
          {...(isElsewhere ? { rel: "noreferrer", target: "_blank" } : {})}
        >
          <Icon name={icon} />
          <UserText text={words} />
        </a>
      ))}
    </div>
  );
}

function WhenWords({ interview, now }: Props) {
  const start = readStart(interview);
  if (start === null) return null;
  const end = start.ms + (interview.plannedMinutes ?? 0) * 60_000;
  return (
    <>
      {dayWords(start.ms, now, start.offset)}, {clock(start.ms, start.offset)}
      {end > start.ms && `–${clock(end, start.offset)}`}
      {start.zone !== "" && <span class="quiet">{start.zone}</span>}
    </>
  );
}
