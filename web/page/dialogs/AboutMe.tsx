/** Who writes the letters: the name that they end with, and a sentence about oneself. */
import { TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { notebookOf, useNotebook } from "../notebook.ts";

interface Props {
  readonly name: string;
  readonly about: string;
  readonly onClose: () => void;
}

export function AboutMe({ name, about, onClose }: Props) {
  const { say, phase } = useNotebook();
  const submit = async (form: FormData) => {
    const subject = notebookOf(phase.value);
    const before = { my_name: name, about_me: about };
    const now = { my_name: fieldOf(form, "my_name"), about_me: fieldOf(form, "about_me") };
    const names = ["my_name", "about_me"] as const;
    await say(
      names
        .filter((each) => now[each] !== before[each])
        .map((each) =>
          draft("setting.changed", subject, { name: each, value: now[each] }, Date.now()),
        ),
    );
  };
  return (
    <FormDialog title="Your letters" action="Save" submit={submit} onClose={onClose}>
      <TextField
        label="Your name"
        name="my_name"
        value={name}
        hint="Letters end with it"
        hasFocus
      />
      <TextField
        label="About you"
        name="about_me"
        value={about}
        hint="A sentence, such as: I study media writing"
      />
    </FormDialog>
  );
}
