/** Who somebody is and how to reach them. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../components/Icon.tsx";
import { Stage } from "../components/Stage.tsx";
import { UserText } from "../components/UserText.tsx";
import { mailHref, phoneHref, safeHref, shortLink } from "../links.ts";
import type { Contact } from "../rows.ts";
import { LongNote } from "./LongNote.tsx";

export function PersonFacts({ contact }: { readonly contact: Contact }) {
  const work = [contact.title, contact.org].filter((part) => part !== "").join(", ");
  return (
    <div class="facts">
      {work !== "" && (
        <p class="facts-work">
          <UserText text={work} />
        </p>
      )}
      <p class="facts-stage">
        <Stage stage={contact.stage} />
        {contact.location !== "" && <UserText text={contact.location} />}
        {contact.tags.map((tag) => (
          <UserText key={tag} class="tag" text={tag} />
        ))}
      </p>
      <Reach contact={contact} />
      {contact.metThrough !== "" && (
        <p class="facts-line">
          <span class="quiet">How we met: </span>
          <UserText text={contact.metThrough} />
        </p>
      )}
      {contact.notes !== "" && <LongNote key={contact.id} text={contact.notes} />}
    </div>
  );
}

function Reach({ contact }: { readonly contact: Contact }) {
  const { emails, phones, urls } = contact;
  if (emails.length + phones.length + urls.length === 0) return null;
  return (
    <ul class="reach" aria-label="Ways to reach">
      {emails.map((email) => (
        <Way key={email} icon="mail" href={mailHref(email)}>
          {email}
        </Way>
      ))}
      {phones.map((phone) => (
        <Way key={phone} icon="phone" href={phoneHref(phone)}>
          {phone}
        </Way>
      ))}
      {urls.map((url) => (
        <Way key={url} icon="link" href={safeHref(url)}>
          {shortLink(url)}
        </Way>
      ))}
    </ul>
  );
}

interface WayProps {
  readonly icon: IconName;
  /** Null: the address is no harmless link, so it is only shown. */
  readonly href: string | null;
  readonly children: ComponentChildren;
}

function Way({ icon, href, children }: WayProps) {
  return (
    <li>
      {href === null ? (
        <span class="way" dir="auto">
          {children}
        </span>
      ) : (
        <a class="way" href={href} rel="noreferrer" target={icon === "link" ? "_blank" : undefined}>
          <Icon name={icon} />
          <span dir="auto">{children}</span>
        </a>
      )}
    </li>
  );
}
