/** One claim: what was said, by whom, how many say so, and beside it who says the contrary. */
import { UserText } from "../components/UserText.tsx";
import type { Claim } from "../insights.ts";
import { Records } from "../history/Records.tsx";
import { dayWords } from "../moments.ts";
import { interviewPath, personPath } from "../route.ts";
import type { Insight } from "../rows.ts";
import { countWords } from "../words.ts";

interface Props {
  readonly claim: Claim;
  readonly now: number;
  /** Null: there is no other to link it with. */
  readonly onLink: ((insight: Insight) => void) | null;
}

export function ClaimItem({ claim, now, onLink }: Props) {
  const { contradictedBy } = claim;
  if (contradictedBy.length === 0) {
    return (
      <li class="claim">
        <Words claim={claim} now={now} onLink={onLink} />
      </li>
    );
  }
  return (
    <li class="claim claim-disputed">
      <Words claim={claim} now={now} onLink={onLink} />
      <div class="claim-but">
        <p class="claim-but-title">On the contrary</p>
        {contradictedBy.map((other) => (
          <Words key={other.insight.id} claim={other} now={now} onLink={onLink} />
        ))}
      </div>
    </li>
  );
}

function Words({ claim: { insight, people, alsoSaid }, now, onLink }: Props) {
  const { text, name, contact, interview, capturedAt } = insight;
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
        <AlsoSaid insights={otherPeople(insight, alsoSaid)} />
        {interview === "" ? (
          <span>{day}</span>
        ) : (
          <a
            class="claim-link claim-when"
            href={interviewPath(interview)}
            aria-label={`Interview, ${day}`}
          >
            {day === "" ? "Interview" : day}
          </a>
        )}
        {onLink !== null && (
          <Records>
            <button
              type="button"
              class="quiet-button claim-do"
              aria-label={`Link: ${text}`}
              onClick={() => onLink(insight)}
            >
              Link
            </button>
          </Records>
        )}
      </div>
    </div>
  );
}

/** The others who say it in the same words, in a list that opens. */
function AlsoSaid({ insights }: { readonly insights: readonly Insight[] }) {
  if (insights.length === 0) return null;
  return (
    <details class="also-said">
      <summary>and {countWords(insights.length, "other")}</summary>
      <ul>
        {insights.map(({ id, contact, name, interview }) => (
          <li key={id}>
            <a
              class="claim-link"
              href={contact === "" ? interviewPath(interview) : personPath(contact)}
            >
              <UserText text={name === "" ? "An interview" : name} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Each once, and not the one who is named already. */
function otherPeople(insight: Insight, others: readonly Insight[]): readonly Insight[] {
  const byContact = new Map(others.map((other) => [other.contact || other.id, other]));
  byContact.delete(insight.contact);
  return [...byContact.values()];
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
