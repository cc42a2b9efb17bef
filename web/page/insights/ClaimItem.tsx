/** One claim: what was said, by whom, how many say so, and beside it who says the contrary. */
import { UserText } from "../components/UserText.tsx";
import type { Claim } from "../insights.ts";
import { dayWords } from "../moments.ts";
import { interviewPath, personPath } from "../route.ts";
import type { Insight } from "../rows.ts";
import { countWords } from "../words.ts";

interface Props {
  readonly claim: Claim;
  readonly now: number;
  readonly onLink: (insight: Insight) => void;
}

export function ClaimItem({ claim, now, onLink }: Props) {
  const { insight, contradictedBy } = claim;
  if (contradictedBy.length === 0) {
    return (
      <li class="claim">
        <Words insight={insight} now={now} onLink={onLink} />
      </li>
    );
  }
  return (
    <li class="claim claim-disputed">
      <Words insight={insight} now={now} onLink={onLink} />
      <div class="claim-but">
        <p class="claim-but-title">
          {contradictedBy.length === 1 ? "The contrary says" : "The contrary say"}
        </p>
        {contradictedBy.map((other) => (
          <Words key={other.insight.id} insight={other.insight} now={now} onLink={onLink} />
        ))}
      </div>
    </li>
  );
}

interface WordsProps extends Pick<Props, "now" | "onLink"> {
  readonly insight: Insight;
}

function Words({ insight, now, onLink }: WordsProps) {
  const { text, name, contact, interview, people, capturedAt } = insight;
  const day = capturedAt === null ? "" : dayWords(capturedAt, now);
  return (
    <div class="claim-words">
      {people > 1 && <Voices people={people} />}
      <p class="claim-text">
        <UserText text={text} />
      </p>
      <div class="claim-foot">
        {contact !== "" && (
          <a class="claim-link" href={personPath(contact)}>
            <UserText text={name} />
          </a>
        )}
        {interview === "" ? (
          <span>{day}</span>
        ) : (
          <a class="claim-link claim-when" href={interviewPath(interview)}>
            {day === "" ? "Interview" : `Interview, ${day}`}
          </a>
        )}
        <button
          type="button"
          class="quiet-button claim-do"
          aria-label={`Link: ${text}`}
          onClick={() => onLink(insight)}
        >
          Link
        </button>
      </div>
    </div>
  );
}

/** More heads than this are counted, not drawn. */
const headsMax = 5;

function Voices({ people }: { readonly people: number }) {
  const heads = Math.min(people, headsMax);
  return (
    <p class="voices">
      <svg
        class="voices-heads"
        width={heads * 9 + 5}
        height={14}
        viewBox={`0 0 ${heads * 9 + 5} 14`}
        aria-hidden="true"
        focusable="false"
      >
        {Array.from({ length: heads }, (_, place) => heads - 1 - place).map((place) => (
          <circle key={place} class="voice" cx={place * 9 + 7} cy={7} r={6} />
        ))}
      </svg>
      {countWords(people, "person", "people")} say so
    </p>
  );
}
