/** What is due and why, most urgent first. */
import { useMemo, useState } from "preact/hooks";
import { agendaGroups } from "../agenda.ts";
import { Chunked } from "../components/Chunked.tsx";
import { DueItem } from "../components/DueItem.tsx";
import { Icon } from "../components/Icon.tsx";
import { Problem } from "../components/Problem.tsx";
import { Screen, Section } from "../components/Screen.tsx";
import { TalkNow } from "../components/TalkNow.tsx";
import { ThisWeek } from "../components/ThisWeek.tsx";
import { AddPerson } from "../dialogs/AddPerson.tsx";
import { ThankYouSent } from "../dialogs/ThankYouSent.tsx";
import { useAgenda, usePeople } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { longDay } from "../moments.ts";
import type { Due } from "../rows.ts";

export function TodayScreen() {
  const now = useNow(60_000);
  const { value: items, problem } = useAgenda(now);
  const groups = useMemo(() => agendaGroups(items ?? [], now), [items, now]);
  const [isAdding, setAdding] = useState(false);
  const [thanking, setThanking] = useState<Due | null>(null);
  return (
    <Screen
      title="Today"
      actions={
        <button type="button" class="button button-round" onClick={() => setAdding(true)}>
          <Icon name="plus" />
          Add person
        </button>
      }
    >
      <p class="screen-sub">{longDay(now)}</p>
      <ThisWeek now={now} />
      {items !== undefined && <TalkNow now={now} />}
      <Problem words={problem} />
      {items !== undefined && items.length === 0 && <NothingDue onAdd={() => setAdding(true)} />}
      {groups.map((group) => (
        <Section key={group.name} title={group.name}>
          <Chunked class="dues" items={group.items}>
            {(item) => (
              <DueItem
                key={`${item.rule} ${item.subject}`}
                item={item}
                now={now}
                onThank={setThanking}
              />
            )}
          </Chunked>
        </Section>
      ))}
      {isAdding && <AddPerson onClose={() => setAdding(false)} />}
      {thanking !== null && (
        <ThankYouSent
          interview={thanking.subject}
          name={thanking.name}
          contact={thanking.contact}
          onClose={() => setThanking(null)}
        />
      )}
    </Screen>
  );
}

/** Teaches the first step to whoever has not taken it; to others, leaves the day free. */
function NothingDue({ onAdd }: { readonly onAdd: () => void }) {
  const { value: people } = usePeople();
  if (people === undefined) return null;
  if (people.length > 0) {
    return (
      <div class="empty">
        <p class="empty-title">Nothing is due.</p>
        <p>
          Whoever you write to, talk with or should thank appears here when it is time. Start with{" "}
          <a href="/people">someone on your list</a>.
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <p class="empty-title">Whose work would you like to understand?</p>
      <p>
        Add one person. Then log the message in which you ask for twenty minutes of their time: from
        there on, this page tells you what is due and why.
      </p>
      <button type="button" class="button button-primary" onClick={onAdd}>
        Add your first person
      </button>
      <p class="quiet">
        Already have a list? On the laptop: <code>infoview import Connections.csv</code>
      </p>
    </div>
  );
}
