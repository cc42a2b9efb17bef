/** What letters say about the user. */
import { useState } from "preact/hooks";
import type { Row } from "../../shared/messages";
import { text } from "../cells.ts";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { AboutMe } from "../dialogs/AboutMe.tsx";
import { useRows } from "../hooks/useAnswer.ts";

const preferenceOf = (row: Row) => ({ name: text(row, "name"), value: text(row, "value") });

export function LettersSection() {
  const { value: settings } = useRows("settings", {}, preferenceOf);
  const [isEditing, setEditing] = useState(false);
  const named = (wanted: string) => settings?.find(({ name }) => name === wanted)?.value ?? "";
  const [name, about] = [named("my_name"), named("about_me")];
  return (
    <Section
      title="Your letters"
      action={
        <button
          type="button"
          class="text-button"
          aria-label="Change your letters"
          onClick={() => setEditing(true)}
        >
          Change
        </button>
      }
    >
      {name === "" ? (
        <p class="quiet">They end without a name.</p>
      ) : (
        <UserText text={[name, about].filter(Boolean).join(": ")} />
      )}
      {isEditing && <AboutMe name={name} about={about} onClose={() => setEditing(false)} />}
    </Section>
  );
}
