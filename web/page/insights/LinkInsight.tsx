/** Two insights belong together: they say the same, or the contrary. */
import { useMemo, useState } from "preact/hooks";
import { FormDialog } from "../components/FormDialog.tsx";
import { Icon } from "../components/Icon.tsx";
import { Segmented } from "../components/Segmented.tsx";
import { UserText } from "../components/UserText.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { linkable } from "../insights.ts";
import { useNotebook } from "../notebook.ts";
import type { Insight } from "../rows.ts";
import { themeWords } from "../words.ts";

interface Props {
  readonly insight: Insight;
  readonly insights: readonly Insight[];
  readonly onClose: () => void;
}

const relations = [
  { value: "corroborates", words: "Says the same" },
  { value: "contradicts", words: "Says the contrary" },
] as const;
type Relation = (typeof relations)[number]["value"];

/** What fits a phone; more are found by a word of theirs. */
const offeredMax = 12;

export function LinkInsight({ insight, insights, onClose }: Props) {
  const { say } = useNotebook();
  const [relation, setRelation] = useState<Relation>("corroborates");
  const [wanted, setWanted] = useState("");
  const fitting = useMemo(() => linkable(insights, insight, wanted), [insights, insight, wanted]);
  const offered = fitting.slice(0, offeredMax);
  const submit = async (form: FormData) => {
    const other = fieldOf(form, "other");
    if (other === "") throw new Error("Choose the insight that this one belongs with.");
    await say([draft("insight.linked", insight.id, { other, relation }, Date.now())]);
  };
  return (
    <FormDialog title="Link insight" action="Save link" submit={submit} onClose={onClose}>
      <blockquote class="link-quote">
        <UserText text={insight.text} />
      </blockquote>
      <Segmented
        legend="What the other one says"
        value={relation}
        options={relations}
        onChoose={setRelation}
      />
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Find the other insight"
          placeholder="A word or a name"
          dir="auto"
          autocomplete="off"
          maxLength={200}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </div>
      <fieldset class="link-others">
        <legend>The other insight</legend>
        {offered.map(({ id, text, name, theme }) => (
          <label key={id} class="link-other">
            <input type="radio" name="other" value={id} />
            <span class="row-words">
              <UserText class="link-text" text={text} />
              <span class="row-detail">
                {name !== "" && (
                  <>
                    <UserText text={name} /> ·{" "}
                  </>
                )}
                {themeWords(theme)}
              </span>
            </span>
          </label>
        ))}
        <p class="hint">{hintOf(fitting.length)}</p>
      </fieldset>
    </FormDialog>
  );
}

function hintOf(fitting: number): string {
  if (fitting === 0) return "No other insight fits that.";
  return fitting > offeredMax
    ? `${(fitting - offeredMax).toLocaleString("en")} more: a word of theirs finds them.`
    : "";
}
