/** Whom I know where, and who is next there: one at a time is asked, the others wait (3B7). */
import { useState } from "preact/hooks";
import { Chunked } from "../components/Chunked.tsx";
import { Icon } from "../components/Icon.tsx";
import { Problem } from "../components/Problem.tsx";
import { Stage } from "../components/Stage.tsx";
import { UserText } from "../components/UserText.tsx";
import { useRows } from "../hooks/useAnswer.ts";
import { ago } from "../moments.ts";
import { personPath } from "../route.ts";
import { type Organisation, organisationOf, organisationWords } from "./organisation.ts";

export function Organisations({ now }: { readonly now: number }) {
  const { value: organisations, problem } = useRows("organisations", {}, organisationOf);
  return (
    <>
      <Problem words={problem} />
      {organisations?.length === 0 && (
        <div class="empty">
          <p class="empty-title">No organisation yet.</p>
          <p>Say on a person’s page where they work, and they are gathered here.</p>
        </div>
      )}
      <Chunked class="organisations" items={organisations ?? []} name="organisations">
        {(organisation) => (
          <li key={organisation.name}>
            <Item organisation={organisation} now={now} />
          </li>
        )}
      </Chunked>
    </>
  );
}

interface ItemProps {
  readonly organisation: Organisation;
  readonly now: number;
}

function Item({ organisation, now }: ItemProps) {
  const { name, lastContactAt, members } = organisation;
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      class="organisation"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span class="row-words">
          <UserText class="row-title" text={name} />
          <span class="row-detail">
            {organisationWords(organisation)}
            {lastContactAt !== null && ` · last contact ${ago(lastContactAt, now)}`}
          </span>
          <NextStep organisation={organisation} />
        </span>
        <Icon name="down" />
      </summary>
      {isOpen && (
        <Chunked class="rows organisation-members" items={members}>
          {(member) => (
            <li key={member.id}>
              <a class="row" href={personPath(member.id)}>
                <span class="row-words">
                  <UserText class="row-title" text={member.name} />
                </span>
                <Stage stage={member.stage} />
              </a>
            </li>
          )}
        </Chunked>
      )}
    </details>
  );
}

function NextStep({ organisation }: Pick<ItemProps, "organisation">) {
  const { waitingFor, nextName } = organisation;
  if (waitingFor !== "") {
    return (
      <span class="organisation-next">
        Waiting for <UserText text={waitingFor} />
      </span>
    );
  }
  if (nextName === "") return null;
  return (
    <span class="organisation-next organisation-ready">
      Next: <UserText text={nextName} />
    </span>
  );
}
