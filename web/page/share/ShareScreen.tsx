/** A link or words from another app: whose they are, or whom to add. Nothing is saved by itself. */
import { useEffect, useState } from "preact/hooks";
import { Screen } from "../components/Screen.tsx";
import { UserText } from "../components/UserText.tsx";
import { safeHref, shortLink } from "../links.ts";
import { given, forgetGiven, readGiven } from "./given.ts";
import { KnownPerson } from "./KnownPerson.tsx";
import { NewPerson } from "./NewPerson.tsx";
import { PasteBox } from "./PasteBox.tsx";
import { isEmpty, type Proposal, proposalFor } from "./proposal.ts";
import { useWhoHas } from "./useKnown.ts";

export function ShareScreen() {
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    void readGiven().then(() => setRead(true));
    return forgetGiven;
  }, []);
  const proposal = given.value === null ? null : proposalFor(given.value);
  return (
    <Screen title="From a link">
      {isRead &&
        (proposal === null || isEmpty(proposal) ? <PasteBox /> : <About proposal={proposal} />)}
    </Screen>
  );
}

function About({ proposal }: { readonly proposal: Proposal }) {
  const { url, words } = proposal;
  const href = safeHref(url);
  return (
    <div class="shared">
      {url !== "" && href !== null && (
        <p class="shared-link">
          <a href={href} target="_blank" rel="noreferrer">
            {shortLink(url)}
          </a>
        </p>
      )}
      {words !== "" && (
        <blockquote class="shared-words">
          <UserText text={words} />
        </blockquote>
      )}
      {url === "" ? <NewPerson proposal={proposal} /> : <Whose proposal={proposal} />}
    </div>
  );
}

function Whose({ proposal }: { readonly proposal: Proposal }) {
  const known = useWhoHas(proposal.url);
  if (known === undefined) return null;
  const [person] = known;
  if (person === undefined) return <NewPerson proposal={proposal} />;
  return <KnownPerson id={person.id} words={proposal.words} />;
}
