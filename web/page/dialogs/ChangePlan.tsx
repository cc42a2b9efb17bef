/** The talk does not happen: it was called off, or somebody did not come. */
import { SelectField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { draft } from "../drafts.ts";
import { fieldOf } from "../form_values.ts";
import { useNotebook } from "../notebook.ts";

interface Props {
  readonly interview: string;
  readonly what: "cancelled" | "missed";
  readonly onClose: () => void;
}

export function ChangePlan({ interview, what, onClose }: Props) {
  const { say } = useNotebook();
  const submit = async (form: FormData) => {
    const who = fieldOf(form, "who") === "me" ? "me" : "them";
    const said =
      what === "cancelled"
        ? draft("interview.cancelled", interview, { by: who }, Date.now())
        : draft("interview.missed", interview, { who }, Date.now());
    await say([said]);
  };
  const isCancelled = what === "cancelled";
  return (
    <FormDialog
      title={isCancelled ? "Call it off" : "Missed"}
      action={isCancelled ? "Call off" : "Save as missed"}
      submit={submit}
      onClose={onClose}
    >
      <SelectField
        label={isCancelled ? "Who called it off" : "Who did not come"}
        name="who"
        options={["them", "me"]}
        words={(who) => (who === "me" ? "Me" : "Them")}
      />
    </FormDialog>
  );
}
