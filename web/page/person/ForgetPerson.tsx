/** Erases everything about a person, on every device, for good. */
import { useState } from "preact/hooks";
import { FormDialog } from "../components/FormDialog.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import { navigate } from "../router.ts";
import type { Contact } from "../rows.ts";
import { Mentions } from "./Mentions.tsx";

/** Of one event (the catalogue's limit); more are said in several. */
const subjectsMax = 5000;

export function ForgetPerson({ contact }: { readonly contact: Contact }) {
  const { engine, say } = useNotebook();
  const [isAsking, setAsking] = useState(false);
  const forget = async () => {
    const parameters = { contact: contact.id };
    const rows = await engine.request({
      tag: "ask",
      name: "belonging",
      parameters,
      as_of: undefined,
    });
    const subjects = rows.map((row) => String(row["subject"]));
    const portions: (readonly string[])[] = [];
    for (let from = 0; from < subjects.length; from += subjectsMax) {
      portions.push(subjects.slice(from, from + subjectsMax));
    }
    await say(
      portions.map((portion) =>
        draft("contact.forgotten", contact.id, { subjects: portion }, Date.now()),
      ),
      `${contact.name} is forgotten`,
    );
    navigate("/people");
  };
  return (
    <>
      <button type="button" class="quiet-button" onClick={() => setAsking(true)}>
        Forget this person
      </button>
      {isAsking && (
        <FormDialog
          title="Forget this person"
          action="Erase for good"
          isFinal
          submit={forget}
          onClose={() => setAsking(false)}
        >
          <p>
            Every word about <UserText text={contact.name} /> is erased: details, messages,
            interviews, notes, insights and referrals. Your other devices erase it at their next
            sync. This cannot be undone, and the numbers in your audit will no longer count them.
          </p>
          <p>Exports and backups you made before still hold it.</p>
          <Mentions contact={contact} />
        </FormDialog>
      )}
    </>
  );
}
