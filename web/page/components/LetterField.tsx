/** A letter as one writes it: a first draft on request, the coach beside it, one's own mail program. */
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { coach } from "../../shared/practice/coach.ts";
import { draftLetter, mailto } from "../../shared/practice/letters.ts";
import { useTalk } from "../interview/asking.ts";
import { confirmFacts } from "../interview/confirm_facts.ts";
import { copied } from "../interview/copied.ts";
import { thankFacts } from "../interview/thank_facts.ts";
import { useContact, useLetterFacts } from "../hooks/queries.ts";
import { useAside } from "../hooks/useAside.ts";
import { contextOf, lettersFacts } from "../letter_facts.ts";
import { textCharsMax } from "../limits.ts";
import { SignLetters } from "./SignLetters.tsx";

interface Props {
  readonly kind: "outreach" | "confirmation" | "thank_you";
  readonly contact: string;
  /** The talk that is confirmed or thanked for: only what was said there is thanked for. */
  readonly interview?: string;
  readonly label: string;
}

/** The form reads it under the name "text". */
export function LetterField({ kind, contact, interview = "", label }: Props) {
  const id = useId();
  const { value: contacts } = useContact(contact);
  const { value: facts } = useLetterFacts(contact);
  const { value: talks } = useTalk(interview);
  const [text, setText] = useState("");
  const [subject, setSubject] = useState("");
  const [told, setTold] = useState("");
  const person = contacts?.[0];
  const findings = useMemo(() => {
    if (person === undefined || facts === undefined || text.trim() === "") return [];
    return coach(kind, text, contextOf(person, facts, interview));
  }, [kind, text, person, facts, interview]);
  const [drafted, setDrafted] = useState("");
  const aside = useAside(text, drafted, setText);
  // Before all that it is drafted from is known, a draft would say less, or nothing at all.
  const isKnown = person !== undefined && facts !== undefined && talks !== undefined;
  const fill = () => {
    if (!isKnown) return;
    const [talk] = talks;
    const talkFacts = kind === "confirmation" ? confirmFacts : thankFacts;
    const filledFrom = talk ? talkFacts(talk, person, facts) : lettersFacts(person, facts);
    const letter = draftLetter(kind, filledFrom);
    setText(letter.body);
    setDrafted(letter.body);
    setSubject(letter.subject);
  };
  const draftIt = () => {
    aside.keep();
    fill();
  };
  // A draft nobody has touched takes in what is known since, such as the name at its end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the facts change.
  useEffect(() => {
    if (text !== "" && text === drafted) fill();
  }, [facts, talks]);
  const copy = async () =>
    setTold((await copied(text)) ? "Copied" : "Select the text and copy it by hand.");
  const mail = mailto(person?.emails[0] ?? "", subject, text);
  return (
    <div class="field letter">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name="text"
        rows={6}
        dir="auto"
        maxLength={textCharsMax}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        aria-describedby={`${id}-coach`}
      />
      <p class="letter-actions">
        <button type="button" class="button" disabled={!isKnown} onClick={draftIt}>
          Draft it for me
        </button>
        {aside.words !== "" && (
          <button type="button" class="text-button" onClick={aside.takeBack}>
            Back to my words
          </button>
        )}
        {text.trim() !== "" && mail !== null && (
          <a class="button" href={mail.href} rel="noreferrer">
            Open in your mail program
          </a>
        )}
        {text.trim() !== "" && (
          <button type="button" class="button" onClick={() => void copy()}>
            Copy
          </button>
        )}
        <span class="quiet" role="status" aria-label="Copying">
          {told}
        </span>
      </p>
      {text.trim() !== "" && <SignLetters facts={facts} />}
      <ul id={`${id}-coach`} class="coach" aria-label="Coach" aria-live="polite">
        {findings.map(({ rule, message, source, severity }) => (
          <li key={rule} class={`coach-${severity}`}>
            {message} <span class="quiet">{source}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
