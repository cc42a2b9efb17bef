/** One thing learned, with a theme: one of the seven, or one's own. */
import { useState } from "preact/hooks";
import { AreaField, SelectField, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { newId } from "../ids.ts";
import { useNotebook } from "../notebook.ts";
import { themes, themeWords } from "../words.ts";

interface Props {
  /** What it was learned from: an interview, or straight from a person. */
  readonly source: { readonly interview: string } | { readonly contact: string };
  readonly onClose: () => void;
}

/** No theme of anyone's own is spelled like this: themes are trimmed. */
const own = " own";
const themeCharsMax = 60;

export function CaptureInsight({ source, onClose }: Props) {
  const { say } = useNotebook();
  const [isOwn, setOwn] = useState(false);
  const submit = async (form: FormData) => {
    const theme = isOwn ? fieldOf(form, "own_theme") : fieldOf(form, "theme");
    const data = { ...source, theme, text: fieldOf(form, "text") };
    await say([draft("insight.captured", newId(), data, Date.now())]);
  };
  return (
    <FormDialog title="Capture insight" action="Save insight" submit={submit} onClose={onClose}>
      <AreaField label="What you learned" name="text" isRequired hasFocus />
      <SelectField
        label="Theme"
        name="theme"
        options={[...themes, own]}
        words={(theme) => (theme === own ? "Your own theme…" : themeWords(theme))}
        onChoose={(theme) => setOwn(theme === own)}
      />
      {isOwn && (
        <TextField label="Your theme" name="own_theme" charsMax={themeCharsMax} isRequired />
      )}
    </FormDialog>
  );
}
