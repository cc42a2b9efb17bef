/** Who named whom, generation by generation. */
import { useMemo } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { Stage } from "../components/Stage.tsx";
import { UserText } from "../components/UserText.tsx";
import { useNetwork } from "../hooks/queries.ts";
import { type Branch, treesOf } from "../network.ts";
import { personPath } from "../route.ts";
import { countWords } from "../words.ts";

export function NetworkScreen() {
  const { value: named, problem } = useNetwork();
  const trees = useMemo(() => treesOf(named ?? []), [named]);
  const people = (named ?? []).filter(({ isNameOnly }) => !isNameOnly).length;
  return (
    <Screen title="Network">
      <Problem words={problem} />
      {named !== undefined && named.length === 0 && (
        <div class="empty">
          <p class="empty-title">Nobody has named anybody yet.</p>
          <p>Ask at the end of a talk whom else to speak to, and add the name on their page.</p>
        </div>
      )}
      {people > 0 && <p class="count">{countWords(people, "person", "people")}</p>}
      <Branches branches={trees} />
    </Screen>
  );
}

function Branches({ branches }: { readonly branches: readonly Branch[] }) {
  if (branches.length === 0) return null;
  return (
    <ul class="tree">
      {branches.map(({ named, below }) => (
        <li key={named.contact || `${named.giver} ${named.name}`}>
          <span class="tree-person">
            {named.contact === "" ? (
              <UserText text={named.name} />
            ) : (
              <a href={personPath(named.contact)}>
                <UserText text={named.name} />
              </a>
            )}
            {named.org !== "" && <UserText class="quiet" text={named.org} />}
            {named.contact !== "" && <Stage stage={named.stage} />}
          </span>
          <Branches branches={below} />
        </li>
      ))}
    </ul>
  );
}
