/** Rewords a question or moves it to another category. */
import { AreaField, SelectField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { useNotebook } from "../notebook.ts";
import type { Question } from "../rows.ts";
import { categories, themeWords } from "../words.ts";

interface Props {
  readonly question: Question;
  readonly onClose: () => void;
}

export function EditQuestion({ question, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const [text, category] = [fieldOf(form, "text"), fieldOf(form, "category")];
    const changed = {
      ...(text === question.text ? {} : { text }),
      ...(category === question.category ? {} : { category }),
    };
    if (Object.keys(changed).length === 0) return;
    await say([draft("question.edited", question.id, changed, Date.now())]);
  };
  // A category of another device's own is kept on offer, so that saving does not change it.
  const offered = categories.includes(question.category)
    ? categories
    : [question.category, ...categories];
  return (
    <FormDialog title="Edit question" action="Save question" submit={submit} onClose={onClose}>
      <AreaField label="Question" name="text" value={question.text} isRequired hasFocus />
      <SelectField
        label="Category"
        name="category"
        options={offered}
        words={themeWords}
        value={question.category}
      />
    </FormDialog>
  );
}
