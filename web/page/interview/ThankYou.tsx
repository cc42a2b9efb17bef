/** The thank-you: drafted from what was noted, coached, opened in one's own mail program, ticked off. */
import { useId, useMemo, useState } from "preact/hooks";
import { coach } from "../../shared/practice/coach.ts";
import { draftLetter, mailto } from "../../shared/practice/letters.ts";
import { ThankYouSent } from "../dialogs/ThankYouSent.tsx";
import { draft, filled } from "../drafts.ts";
import { useContact, useLetterFacts } from "../hooks/queries.ts";
import { useAside } from "../hooks/useAside.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { useSettled } from "../hooks/useSettled.ts";
import { contextOf, type Fact } from "../letter_facts.ts";
import type { Contact } from "../rows.ts";
import { channels, channelWords } from "../words.ts";
import { SignLetters } from "../components/SignLetters.tsx";
import { CoachLines } from "./CoachLines.tsx";
import { copied } from "./copied.ts";
import { KeptArea } from "./KeptArea.tsx";
import { keyOf, type Spot } from "./kept.ts";
import type { Talk } from "./rows.ts";
import { thankFacts } from "./thank_facts.ts";
import { wordsHere } from "./words_here.ts";

/** So long one may still be in the middle of a sentence. */
const settle_ms = 600;

export function ThankYou({ interview }: { readonly interview: Talk }) {
  const { value: contacts } = useContact(interview.contact);
  const { value: facts } = useLetterFacts(interview.contact);
  const person = contacts?.[0];
  if (person === undefined || facts === undefined) return null;
  return <Letter interview={interview} person={person} facts={facts} />;
}

interface LetterProps {
  readonly interview: Talk;
  readonly person: Contact;
  readonly facts: readonly Fact[];
}

function Letter({ interview, person, facts }: LetterProps) {
  const act = useOnce(interview);
  const id = useId();
  const [channel, setChannel] = useState<string>(channels[0]);
  const [isEarlier, setEarlier] = useState(false);
  const [told, setTold] = useState("");
  const spot: Spot = { interview: interview.id, field: "thank_you", subject: interview.id };
  const letter = useMemo(
    () => draftLetter("thank_you", thankFacts(interview, person, facts)),
    [interview, person, facts],
  );
  const known = interview.thankYouDraft === "" ? letter.body : interview.thankYouDraft;
  const text = wordsHere.all.value?.get(keyOf(spot))?.text ?? known;
  const put = (words: string) => wordsHere.type(spot, words, known);
  const aside = useAside(text, letter.body, put);
  const draftAnew = () => {
    aside.keep();
    put(letter.body);
  };
  const settled = useSettled(text, true, settle_ms);
  const findings = useMemo(
    () => coach("thank_you", settled, contextOf(person, facts, interview.id)),
    [settled, person, facts, interview.id],
  );
  const mail = mailto(person.emails[0] ?? "", letter.subject, text);
  const copy = async () =>
    setTold((await copied(text)) ? "Copied" : "Select the text and copy it by hand.");
  const sent = async () => {
    const data = { channel, ...filled({ text: text.trim() }) };
    const thanked = draft("thank_you.sent", interview.id, data, Date.now());
    if (await act([thanked], "Thank-you sent")) wordsHere.drop(keyOf(spot));
  };
  return (
    <>
      <KeptArea
        spot={spot}
        label="What you write"
        known={known}
        rows={8}
        describedBy={`${id}-coach`}
      />
      <div id={`${id}-coach`}>
        <CoachLines findings={findings} label="Coach" isLive />
      </div>
      <SignLetters facts={facts} />
      <p class="letter-ways">
        {mail !== null && (
          <a class="button" href={mail.href} rel="noreferrer">
            Open in mail
          </a>
        )}
        <button type="button" class="button" onClick={() => void copy()}>
          Copy
        </button>
        {text !== letter.body && (
          <button type="button" class="text-button" onClick={draftAnew}>
            Draft it anew
          </button>
        )}
        {aside.words !== "" && (
          <button type="button" class="text-button" onClick={aside.takeBack}>
            Back to my words
          </button>
        )}
        <span class="quiet" role="status" aria-label="Copying">
          {told}
        </span>
      </p>
      <div class="letter-sent">
        <div class="field">
          <label for={`${id}-channel`}>How it went out</label>
          <select
            id={`${id}-channel`}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value)}
          >
            {channels.map((each) => (
              <option key={each} value={each}>
                {channelWords(each)}
              </option>
            ))}
          </select>
        </div>
        <button type="button" class="button button-primary" onClick={() => void sent()}>
          I sent it
        </button>
        <button type="button" class="text-button" onClick={() => setEarlier(true)}>
          Sent earlier…
        </button>
      </div>
      {isEarlier && (
        <ThankYouSent
          interview={interview.id}
          endedAt={interview.endedAt}
          name={interview.name}
          contact={interview.contact}
          isEarlier
          onClose={() => setEarlier(false)}
        />
      )}
    </>
  );
}
