/** One thing learned, with a theme: one of the seven, or one's own; and whose name may stand by it. */
import { useRef, useState } from "preact/hooks";
import { AreaField, SelectField, TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { newId } from "../../shared/ids.ts";
import { KeptArea } from "../interview/KeptArea.tsx";
import { keyOf, type Spot } from "../interview/kept.ts";
import { ThemeField } from "../interview/ThemeField.tsx";
import { wordsHere } from "../interview/words_here.ts";
import { useNotebook } from "../notebook.ts";
import { themes } from "../words.ts";

interface Props {
  /** What it was learned from: an interview, or straight from a person. */
  readonly source: { readonly interview: string } | { readonly contact: string };
  /** By its single key: the theme comes first, as a digit. */
  readonly isByKey?: boolean;
  readonly onClose: () => void;
}

/** No theme of anyone's own is spelled like this: themes are trimmed. */
const own = " own";
const themeCharsMax = 60;
const attributions = ["private", "background", "on_record"] as const;
const attributionWords: Readonly<Record<string, string>> = {
  private: "Private: for me only",
  background: "Background: without their name",
  on_record: "On record: with their name",
};
const label = "What you learned";

export function CaptureInsight({ source, isByKey = false, onClose }: Props) {
  const { say } = useNotebook();
  const [theme, setTheme] = useState<string>(themes[0]);
  const fields = useRef<HTMLDivElement>(null);
  const spot: Spot | null =
    "interview" in source
      ? { interview: source.interview, field: "insight", subject: source.interview }
      : null;
  const save = () => fields.current?.closest("form")?.requestSubmit();
  const submit = async (form: FormData) => {
    const chosen = fieldOf(form, "attribution");
    const attribution = attributions.find((one) => one === chosen) ?? attributions[0];
    const data = {
      ...source,
      theme: theme === own ? fieldOf(form, "own_theme") : theme,
      text: fieldOf(form, "text"),
      // What is private is so by itself.
      ...(attribution === "private" ? {} : { attribution }),
    };
    await say([draft("insight.captured", newId(), data, Date.now())]);
    if (spot !== null) wordsHere.drop(keyOf(spot));
  };
  return (
    <FormDialog title="Capture insight" action="Save insight" submit={submit} onClose={onClose}>
      <div ref={fields} class="fields">
        {spot === null ? (
          <AreaField label={label} name="text" isRequired hasFocus />
        ) : (
          <KeptArea
            spot={spot}
            label={label}
            name="text"
            known=""
            rows={3}
            isRequired
            hasFocus={!isByKey}
            onEnter={save}
          />
        )}
        <ThemeField
          value={theme}
          own={own}
          hasFocus={isByKey}
          onChoose={setTheme}
          onWrite={() => fields.current?.querySelector("textarea")?.focus()}
        />
        {theme === own && (
          <TextField label="Your theme" name="own_theme" charsMax={themeCharsMax} isRequired />
        )}
        <SelectField
          label="Who may know it is from them"
          name="attribution"
          options={attributions}
          words={(one) => attributionWords[one] ?? one}
        />
      </div>
    </FormDialog>
  );
}
