/** The people of one import, to be looked through or put away together. */
import type { ComponentChildren } from "preact";
import type { EventName } from "../../shared/messages";
import { Problem } from "../components/Problem.tsx";
import { UserText } from "../components/UserText.tsx";
import { useRows } from "../hooks/useAnswer.ts";
import { settingsPath } from "../route.ts";
import type { Person } from "../rows.ts";
import { importEventOf } from "../settings/rows.ts";
import { countWords } from "../words.ts";

interface Props {
  readonly name: EventName;
  readonly people: readonly Person[];
  readonly children: (those: readonly Person[]) => ComponentChildren;
}

export function OfImport({ name, people, children }: Props) {
  const { log, seq } = name;
  const { value: events, problem } = useRows("import_events", { log, until: seq }, importEventOf);
  if (events === undefined) return <Problem words={problem} />;
  const ids = new Set(events.map(({ contact }) => contact));
  const file = events.find(({ file: named }) => named !== "")?.file ?? "";
  const those = people.filter(({ id }) => ids.has(id));
  return (
    <>
      <p class="notice of-import">
        <span>
          {countWords(those.length, "person", "people")} of the import of{" "}
          {file === "" ? "a file" : <UserText text={file} />}
        </span>
        <a class="text-button" href="/people">
          Show everyone
        </a>
        <a class="text-button" href={settingsPath("import")}>
          Imports
        </a>
      </p>
      {children(those)}
    </>
  );
}
