/** The link is somebody's who is in the notebook: what one may want to do about them now. */
import { Section } from "../components/Screen.tsx";
import { PersonLink } from "../components/PersonLink.tsx";
import { draft } from "../drafts.ts";
import { useContact, useEveryone } from "../hooks/queries.ts";
import { useNotebook } from "../notebook.ts";
import { type Verb, verbs } from "../palette/commands.ts";
import { openDialog } from "../palette/opened.ts";
import { personPath } from "../route.ts";
import { navigate } from "../router.ts";

interface Props {
  readonly id: string;
  /** What came with the link. */
  readonly words: string;
}

const verbWords: Readonly<Record<Verb["type"], string>> = {
  outreach: "Log outreach",
  schedule: "Schedule interview",
  touch: "In touch",
  remind: "Remind me",
  insight: "Capture insight",
};

export function KnownPerson({ id, words }: Props) {
  const { act } = useNotebook();
  const person = useEveryone().value?.find((each) => each.id === id);
  const contact = useContact(id).value?.[0];
  if (person === undefined || contact === undefined) return null;
  const keepWords = async () => {
    const notes = [contact.notes, words].filter((each) => each !== "").join("\n");
    const isKept = await act([draft("contact.corrected", id, { notes }, Date.now())]);
    if (isKept) navigate(personPath(id));
  };
  return (
    <Section title="In your notebook already">
      <PersonLink person={person} />
      <fieldset class="actions shared-actions" aria-label="Quick actions">
        <a class="button button-primary" href={personPath(id)}>
          Open
        </a>
        {words !== "" && (
          <button type="button" class="button" onClick={keepWords}>
            Add the words to the notes
          </button>
        )}
        {verbs.map((verb) => (
          <button
            key={verb.type}
            type="button"
            class="button"
            onClick={() => {
              openDialog({ type: "act", verb, person });
            }}
          >
            {verbWords[verb.type]}
          </button>
        ))}
      </fieldset>
    </Section>
  );
}
