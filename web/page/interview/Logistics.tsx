/** When, how, where: what one needs in the lobby. */
import { UserText } from "../components/UserText.tsx";
import { heldWords } from "../held.ts";
import { safeHref, shortLink } from "../links.ts";
import { clock, dayWords, deviceOffset, readStamp } from "../moments.ts";
import type { Interview } from "../rows.ts";
import { minutesWords, modeWords, statusWords } from "../words.ts";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

export function Logistics({ interview, now }: Props) {
  const start = readStamp(interview.startsLocal);
  const minutes =
    interview.status === "completed" ? interview.actualMinutes : interview.plannedMinutes;
  const held = heldWords(interview, now);
  const details = [
    statusWords(interview.status),
    modeWords(interview.mode),
    minutes === null ? "" : minutesWords(minutes),
  ];
  return (
    <div class="facts">
      {held !== null && <p class="facts-work">{held}</p>}
      {held === null && start !== null && (
        <p class="facts-work">
          {dayWords(start.ms, now, start.offset)}, {clock(start.ms, start.offset)}
          {start.offset !== deviceOffset(start.ms) && (
            <span class="quiet"> {interview.tz} time</span>
          )}
        </p>
      )}
      <p class="facts-stage">{details.filter((part) => part !== "").join(" · ")}</p>
      {interview.place !== "" && (
        <p class="facts-line">
          <Place place={interview.place} />
        </p>
      )}
    </div>
  );
}

function Place({ place }: { readonly place: string }) {
  const href = safeHref(place);
  if (href === null) return <UserText text={place} />;
  return (
    <a href={href} rel="noreferrer" target="_blank">
      <UserText text={shortLink(place)} />
    </a>
  );
}
