/** Adds a person, then shows them. A pasted profile link fills in what it says. */
import { useRef, useState } from "preact/hooks";
import { FormDialog } from "../components/FormDialog.tsx";
import { personAdded } from "../drafts.ts";
import { newId } from "../../shared/ids.ts";
import { useNotebook } from "../notebook.ts";
import { personPath } from "../route.ts";
import { navigate } from "../router.ts";
import { linkIn } from "../share/addresses.ts";
import type { Typed } from "../share/alike.ts";
import { AlreadyKnown } from "../share/AlreadyKnown.tsx";
import { PasteButton } from "../share/PasteButton.tsx";
import { type Proposal, proposalFor } from "../share/proposal.ts";
import { ContactFields, contactFieldsOf } from "./ContactFields.tsx";

interface Props {
  /** What was searched for in vain. */
  readonly name?: string;
  /** What a shared link says. */
  readonly given?: Proposal;
  readonly onClose: () => void;
}

export function AddPerson({ name = "", given, onClose }: Props) {
  const { say } = useNotebook();
  const fields = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<Typed>({
    url: given?.url ?? "",
    email: "",
    name: given?.name ?? name,
  });
  const submit = async (form: FormData) => {
    const id = newId();
    await say([personAdded(id, contactFieldsOf(form), "typed", Date.now())]);
    navigate(personPath(id));
  };
  const look = () => {
    const said = (field: string) =>
      fields.current?.querySelector<HTMLInputElement>(`input[name=${field}]`)?.value ?? "";
    const url = linkIn(said("urls"))?.url ?? "";
    setTyped({ url, email: said("emails"), name: said("name") });
  };
  const fillIn = (text: string) => {
    const { url, words, ...said } = proposalFor({ title: "", text, url: "" });
    const filled = { ...said, urls: url, notes: words };
    for (const [field, value] of Object.entries(filled)) {
      const input = fields.current?.querySelector(`[name=${field}]`);
      const isText = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
      if (isText && (input.value === "" || field === "urls")) input.value = value;
    }
    look();
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const { target } = event;
    const isForLink = target instanceof HTMLInputElement && ["name", "urls"].includes(target.name);
    if (!isForLink || linkIn(text) === null) return;
    event.preventDefault();
    fillIn(text);
  };
  return (
    <FormDialog title="Add a person" action="Add person" submit={submit} onClose={onClose}>
      <div ref={fields} class="fields" onPaste={onPaste} onInput={look}>
        {given === undefined && <PasteButton onPaste={fillIn} />}
        <ContactFields name={name} given={given} known={<AlreadyKnown {...typed} />} />
      </div>
    </FormDialog>
  );
}
