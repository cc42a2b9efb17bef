/** Whom a person named, and who named them; of one interview, only whom they named there. */
import { useState } from "preact/hooks";
import { Section } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { AddReferral } from "../dialogs/AddReferral.tsx";
import { draft, filled, personAdded } from "../drafts.ts";
import { useReferrals } from "../hooks/queries.ts";
import { useOnce } from "../hooks/useOnce.ts";
import { newId } from "../../shared/ids.ts";
import { personPath } from "../route.ts";
import type { Referral } from "./rows.ts";

interface Props {
  readonly contact: string;
  readonly interview?: string;
}

export function ReferralsOfPerson({ contact, interview }: Props) {
  const { value: all } = useReferrals(contact);
  const referrals =
    interview === undefined ? all : all?.filter((referral) => referral.interview === interview);
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      id="referrals"
      title="Referrals"
      action={
        <button type="button" class="text-button" onClick={() => setAdding(true)}>
          Add referral
        </button>
      }
    >
      {referrals !== undefined && referrals.length > 0 ? (
        <ul class="rows">
          {referrals.map((referral) => (
            <li key={referral.id} class="row row-static">
              <ReferralWords referral={referral} contact={contact} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">No names exchanged yet.</p>
      )}
      {isAdding && (
        <AddReferral
          from={contact}
          {...(interview === undefined ? {} : { interview })}
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  );
}

export function ReferralWords({
  referral,
  contact,
}: {
  readonly referral: Referral;
  readonly contact: string;
}) {
  const isGiven = referral.from === contact;
  const other = isGiven ? referral.to : referral.from;
  const name = isGiven ? referral.toName : referral.fromName;
  return (
    <>
      <span class="row-words">
        {other === "" ? (
          <UserText class="row-title" text={name} />
        ) : (
          <a class="row-title" href={personPath(other)}>
            <UserText text={name} />
          </a>
        )}
        <span class="row-detail">
          {isGiven ? "named by them" : "named them"}
          {isGiven && referral.org !== "" && (
            <>
              {" · "}
              <UserText text={referral.org} />
            </>
          )}
          {referral.pursuedAt !== null && " · written to"}
          {referral.pursuedAt === null && referral.declinedAt !== null && " · let go"}
        </span>
      </span>
      {isGiven && other === "" && <AddAsPerson referral={referral} />}
      {referral.pursuedAt === null && referral.declinedAt === null && <Wrote referral={referral} />}
    </>
  );
}

function Wrote({ referral }: { readonly referral: Referral }) {
  const act = useOnce(referral);
  const pursued = () =>
    draft("referral.pursued", referral.id, filled({ to: referral.to }), Date.now());
  return (
    <button
      type="button"
      class="pill"
      aria-label={`I wrote to ${referral.toName}`}
      onClick={() => void act([pursued()], "Written to, saved")}
    >
      I wrote
    </button>
  );
}

function AddAsPerson({ referral }: { readonly referral: Referral }) {
  const act = useOnce(referral);
  const add = () => {
    const at = Date.now();
    const to = newId();
    const fields = {
      name: referral.toName,
      org: referral.org,
      title: "",
      emails: [],
      phones: [],
      urls: [],
      location: "",
      met_through: referral.fromName,
      notes: "",
    };
    // The link is a fact about the referral itself: `referral.pursued` would claim more.
    // Nobody named anybody now: it is of when they were named.
    const said = { from: referral.from, to, name_only: referral.toName };
    const linked = draft("referral.received", referral.id, said, referral.receivedAt);
    void act([personAdded(to, fields, "referral", at), linked]);
  };
  return (
    <button
      type="button"
      class="pill"
      aria-label={`Add ${referral.toName} to people`}
      onClick={add}
    >
      Add
    </button>
  );
}
