/** The fields of a person, for adding and for editing. */
import type { ComponentChildren } from "preact";
import { AreaField, TextField } from "../components/Fields.tsx";
import { nameCharsMax } from "../limits.ts";
import type { ContactFields as Fields } from "../drafts.ts";
import { fieldOf, linesOf } from "../form_values.ts";
import { asLink } from "../links.ts";
import type { Contact } from "../rows.ts";
import type { Proposal } from "../share/proposal.ts";

interface Props {
  /** Whom to edit; without it, somebody new, called `name`. */
  readonly contact?: Contact;
  readonly name?: string;
  /** What a link says of somebody new. */
  readonly given?: Proposal | undefined;
  /** Beneath the name: who somebody new may be. */
  readonly known?: ComponentChildren;
}

export function ContactFields({ contact, name = "", given, known }: Props) {
  const several = (values: readonly string[] | undefined) => (values ?? []).join("\n");
  return (
    <>
      <TextField
        label="Name"
        {...(contact === undefined ? { hint: "The rest can wait." } : {})}
        name="name"
        value={contact?.name ?? given?.name ?? name}
        charsMax={nameCharsMax}
        isRequired
        hasFocus
      />
      {known}
      <div class="field-pair">
        <TextField label="Organisation" name="org" value={contact?.org ?? given?.org ?? ""} />
        <TextField label="Job title" name="title" value={contact?.title ?? given?.title ?? ""} />
      </div>
      {contact === undefined ? (
        <>
          <TextField label="Email" name="emails" type="email" />
          <TextField
            label="Link"
            name="urls"
            value={given?.url ?? ""}
            hint="Their profile or website"
          />
        </>
      ) : (
        <>
          <AreaField
            label="Emails"
            name="emails"
            rows={2}
            value={several(contact.emails)}
            hint="One a line"
          />
          <AreaField
            label="Phones"
            name="phones"
            rows={2}
            value={several(contact.phones)}
            hint="One a line"
          />
          <AreaField
            label="Links"
            name="urls"
            rows={2}
            value={several(contact.urls)}
            hint="One a line"
          />
          <TextField label="Location" name="location" value={contact.location} />
        </>
      )}
      <TextField label="How we met" name="met_through" value={contact?.metThrough ?? ""} />
      <AreaField label="Notes" name="notes" value={contact?.notes ?? given?.words ?? ""} />
    </>
  );
}

export function contactFieldsOf(form: FormData): Fields {
  return {
    name: fieldOf(form, "name"),
    org: fieldOf(form, "org"),
    title: fieldOf(form, "title"),
    emails: linesOf(form, "emails"),
    phones: linesOf(form, "phones"),
    urls: linesOf(form, "urls").map(asLink),
    location: fieldOf(form, "location"),
    met_through: fieldOf(form, "met_through"),
    notes: fieldOf(form, "notes"),
  };
}
