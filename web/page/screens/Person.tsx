/** One person: who they are, what suits now, and everything that happened. */
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { Screen, Section, WayBack } from "../components/Screen.tsx";
import { Timeline } from "../components/Timeline.tsx";
import { EditPerson } from "../dialogs/EditPerson.tsx";
import { draft } from "../drafts.ts";
import { FormDialog } from "../components/FormDialog.tsx";
import { momentWords, past } from "../history/moment.ts";
import { useContact, useEntries, useSurvivor } from "../hooks/queries.ts";
import { useNowOf } from "../hooks/useNow.ts";
import { UserText } from "../components/UserText.tsx";
import { useNotebook } from "../notebook.ts";
import { AdviceOfPerson } from "../person/AdviceOfPerson.tsx";
import { ForgetPerson } from "../person/ForgetPerson.tsx";
import { InsightsOfPerson } from "../person/InsightsOfPerson.tsx";
import { InterviewsOfPerson } from "../person/InterviewsOfPerson.tsx";
import { PersonFacts } from "../person/PersonFacts.tsx";
import { QuickActions } from "../person/QuickActions.tsx";
import { RecordMore } from "../person/RecordMore.tsx";
import { ReferralsOfPerson } from "../person/ReferralsOfPerson.tsx";
import { StageWhy } from "../person/StageWhy.tsx";
import { personPath } from "../route.ts";
import { replacePath } from "../router.ts";
import type { Contact } from "../rows.ts";

const back = { href: "/people", words: "People" };

export function PersonScreen({ id }: { readonly id: string }) {
  const { value, problem } = useContact(id);
  if (value === undefined) return <Problem words={problem} />;
  const [contact] = value;
  return contact === undefined ? <Missing id={id} /> : <Known contact={contact} />;
}

/** Whoever was merged is found under the one they are shown as. */
function Missing({ id }: { readonly id: string }) {
  const { value } = useSurvivor(id);
  const survivor = value?.[0];
  useEffect(() => {
    if (survivor !== undefined && survivor !== id) replacePath(personPath(survivor));
  }, [survivor, id]);
  if (survivor !== id) return null;
  return (
    <Screen title="Nobody here" back={back}>
      <p>
        {past.value === null
          ? "This notebook has no such person, or they were undone or forgotten."
          : `They were not in your notebook on ${momentWords(past.value)}.`}
      </p>
      <WayBack href="/people" words="Go to People" />
    </Screen>
  );
}

function Known({ contact }: { readonly contact: Contact }) {
  const now = useNowOf(60_000);
  const [isEditing, setEditing] = useState(false);
  return (
    <Screen
      title={contact.name}
      back={back}
      actions={
        <button type="button" class="text-button" onClick={() => setEditing(true)}>
          Edit
        </button>
      }
    >
      <PersonFacts contact={contact} />
      <StageWhy contact={contact} now={now} />
      <QuickActions contact={contact} />
      <RecordMore contact={contact} />
      <InterviewsOfPerson contact={contact.id} now={now} />
      <InsightsOfPerson contact={contact.id} now={now} />
      <AdviceOfPerson contact={contact.id} now={now} />
      <ReferralsOfPerson contact={contact.id} />
      <History contact={contact.id} now={now} />
      <ArchiveButton contact={contact} />
      {isEditing && <EditPerson contact={contact} onClose={() => setEditing(false)} />}
    </Screen>
  );
}

/** One person's events are few; beyond these, the log on the History screen goes on. */
const entriesMax = 500;

function History({ contact, now }: { readonly contact: string; readonly now: number }) {
  const { value: entries, problem } = useEntries({ contact, limit: entriesMax });
  // Undo and redo show on the event that they are about.
  const shown = entries?.filter(({ type }) => !type.startsWith("event."));
  return (
    <Section title="Timeline">
      <Problem words={problem} />
      {shown !== undefined && <Timeline entries={shown} now={now} />}
    </Section>
  );
}

function ArchiveButton({ contact }: { readonly contact: Contact }) {
  const { act, say } = useNotebook();
  const [isAsking, setAsking] = useState(false);
  const said = (type: "contact.restored" | "contact.archived") => [
    draft(type, contact.id, {}, Date.now()),
  ];
  const flip = () => {
    if (contact.isArchived) void act(said("contact.restored"), "Brought back");
    else setAsking(true);
  };
  return (
    <div class="screen-end">
      <button type="button" class="quiet-button" onClick={flip}>
        {contact.isArchived ? "Bring back from the archive" : "Archive this person"}
      </button>
      <ForgetPerson contact={contact} />
      {isAsking && (
        <FormDialog
          title="Archive this person"
          action="Archive"
          submit={() => say(said("contact.archived"))}
          onClose={() => setAsking(false)}
        >
          <p>
            <UserText text={contact.name} /> leaves the list and what is due. Everything that
            happened stays, search still finds it, and you can bring them back at any time.
          </p>
        </FormDialog>
      )}
    </div>
  );
}
