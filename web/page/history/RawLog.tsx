/** Every event of every device, latest first, some at a time. */
import { useState } from "preact/hooks";
import { SelectField } from "../components/Fields.tsx";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { Timeline } from "../components/Timeline.tsx";
import { byTitle, eventTitle } from "../event_words.ts";
import { useNow } from "../hooks/useNow.ts";
import { useEntries, useEventTypes } from "../hooks/queries.ts";

const pageSize = 50;

export function RawLog() {
  const now = useNow(60_000);
  const [type, setType] = useState("");
  const [limit, setLimit] = useState(pageSize);
  const { value: types } = useEventTypes();
  const filter = type === "" ? { limit } : { type, limit };
  const { value: entries, problem } = useEntries(filter);
  const choose = (chosen: string) => {
    setType(chosen);
    setLimit(pageSize);
  };
  return (
    <Section title="Every event">
      <p class="quiet">All that was ever said, on every device, and the way to undo it.</p>
      <SelectField
        label="Show"
        name="type"
        options={["", ...byTitle(types ?? [])]}
        words={(option) => (option === "" ? "All events" : eventTitle(option))}
        onChoose={choose}
      />
      <Problem words={problem} />
      {entries !== undefined && <Timeline entries={entries} now={now} />}
      {entries?.length === 0 && <p class="quiet">No such events.</p>}
      {entries?.length === limit && (
        <button type="button" class="button" onClick={() => setLimit(limit + pageSize)}>
          Show more
        </button>
      )}
    </Section>
  );
}
