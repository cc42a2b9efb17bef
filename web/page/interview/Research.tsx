/** What is known before one goes in: how we met, notes, what they said last, advice still open. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { EditPerson } from "../dialogs/EditPerson.tsx";
import { useContact, useInsightsBy } from "../hooks/queries.ts";
import { safeHref, shortLink } from "../links.ts";
import { dayWords } from "../moments.ts";
import type { Contact, Interview } from "../rows.ts";
import { useAdvised } from "./asking.ts";

interface Props {
  readonly interview: Interview;
  readonly now: number;
}

/** As much of earlier talks as one can keep in mind while opening a door. */
const shownMax = 3;

export function Research({ interview, now }: Props) {
  const { value: contacts } = useContact(interview.contact);
  const { value: insights } = useInsightsBy(interview.contact);
  const { value: advice } = useAdvised(interview.contact);
  const [isEditing, setEditing] = useState(false);
  const person = contacts?.[0];
  if (person === undefined || insights === undefined || advice === undefined) return null;
  const said = insights.filter((one) => one.interview !== interview.id).slice(0, shownMax);
  const open = advice.filter((one) => one.reportedBackAt === null).slice(0, shownMax);
  const isBare =
    person.metThrough + person.notes + person.location === "" &&
    person.urls.length + said.length + open.length === 0;
  return (
    <Section
      title="What you know"
      action={
        <button type="button" class="text-button" onClick={() => setEditing(true)}>
          Edit
        </button>
      }
    >
      {isBare && (
        <p class="quiet">
          Nothing yet. Ten minutes with their last three pieces of work make better questions.
        </p>
      )}
      <dl class="known">
        <Facts person={person} />
        {said.length > 0 && (
          <Fact word="They said">
            {said.map((one) => (
              <p key={one.id}>
                <UserText text={one.text} />
                {one.capturedAt !== null && (
                  <span class="entry-meta"> {dayWords(one.capturedAt, now)}</span>
                )}
              </p>
            ))}
          </Fact>
        )}
        {open.length > 0 && (
          <Fact word="Advice to report back on">
            {open.map((one) => (
              <p key={one.id}>
                <UserText text={one.text} />
                <span class="entry-meta">
                  {" "}
                  {one.actedOnAt === null ? dayWords(one.receivedAt, now) : "You acted on it"}
                </span>
              </p>
            ))}
          </Fact>
        )}
      </dl>
      {isEditing && <EditPerson contact={person} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function Facts({ person }: { readonly person: Contact }) {
  const links = person.urls.flatMap((url) => {
    const href = safeHref(url);
    return href === null ? [] : [{ href, words: shortLink(url) }];
  });
  return (
    <>
      {person.metThrough !== "" && (
        <Fact word="How you met">
          <UserText text={person.metThrough} />
        </Fact>
      )}
      {person.notes !== "" && (
        <Fact word="Your notes">
          <UserText text={person.notes} />
        </Fact>
      )}
      {person.location !== "" && (
        <Fact word="Where they live">
          <UserText text={person.location} />
        </Fact>
      )}
      {links.length > 0 && (
        <Fact word="Links">
          {links.map(({ href, words }) => (
            <a key={href} class="way" href={href} rel="noreferrer" target="_blank">
              <Icon name="link" />
              <UserText text={words} />
            </a>
          ))}
        </Fact>
      )}
    </>
  );
}

function Fact(props: { readonly word: string; readonly children: ComponentChildren }) {
  return (
    <div class="known-fact">
      <dt>{props.word}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
