/** What is due and why, most urgent first; above it, the next interview. */
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { agendaGroups, type Group } from "../agenda.ts";
import { Chunked } from "../components/Chunked.tsx";
import { DueItem } from "../components/DueItem.tsx";
import { Icon } from "../components/Icon.tsx";
import { Problem } from "../components/Problem.tsx";
import { LogTouch, ThankYouSent } from "../later.tsx";
import { Screen, Section } from "../components/Screen.tsx";
import { TalkNow } from "../components/TalkNow.tsx";
import { ThisWeek } from "../components/ThisWeek.tsx";
import { keptChoice } from "../hooks/keptChoice.ts";
import { useNowOf } from "../hooks/useNow.ts";
import { longDay } from "../moments.ts";
import { openDialog } from "../palette/opened.ts";
import type { Due } from "../today/rows.ts";
import { useDue } from "../today/due.ts";
import { NextTalkCard } from "../today/NextTalk.tsx";
import { NothingDue } from "../today/NothingDue.tsx";
import { withoutTalk } from "../today/next_talk.ts";
import { useNextTalk } from "../today/useNextTalk.ts";

const useAll = keptChoice(false);

export function TodayScreen() {
  const now = useNowOf(60_000);
  /** Beyond the first ones, which are more than a day holds. */
  const [isAll, setAll] = useAll();
  const { value: asked, problem } = useDue(now, isAll);
  const { talk, isKnown } = useNextTalk(now);
  // Together with the card above it: a list that is pushed down is pressed in the wrong place.
  const due = isKnown ? asked : undefined;
  const groups = useMemo(() => {
    const items = (due ?? []).map(({ item }) => item);
    return agendaGroups(withoutTalk(items, talk), now);
  }, [due, talk, now]);
  const [asking, setAsking] = useState<Due | null>(null);
  const total = due?.[0]?.total ?? 0;
  const row = (item: Due) => (
    <DueItem key={`${item.rule} ${item.subject}`} item={item} now={now} onAsk={setAsking} />
  );
  return (
    <Screen title="Today" actions={<NewThings />}>
      <p class="screen-sub">{longDay(now)}</p>
      <ThisWeek now={now} />
      {due !== undefined && <TalkNow now={now} />}
      {due !== undefined && talk !== null && <NextTalkCard talk={talk} now={now} />}
      <Problem words={problem} />
      {due?.length === 0 && talk === null && <NothingDue />}
      {groups.map((group) => (
        <DueGroup key={group.name} group={group} row={row} />
      ))}
      {due !== undefined && total > due.length && (
        <button type="button" class="text-button show-all" onClick={() => setAll(true)}>
          Show all {total.toLocaleString("en")} things that are due
        </button>
      )}
      {asking !== null && <HowDone item={asking} onClose={() => setAsking(null)} />}
    </Screen>
  );
}

/** What counts only with how it was done: thanks, or being in touch. */
function HowDone({ item, onClose }: { readonly item: Due; readonly onClose: () => void }) {
  if (item.rule !== "thank_you") return <LogTouch contact={item.contact} onClose={onClose} />;
  return (
    <ThankYouSent
      interview={item.subject}
      endedAt={item.sinceAt}
      name={item.name}
      contact={item.contact}
      onClose={onClose}
    />
  );
}

function NewThings() {
  return (
    <span class="today-new">
      <button
        type="button"
        class="icon-button"
        aria-label="Set a reminder"
        title="Set a reminder"
        onClick={() => {
          openDialog({ type: "remind" });
        }}
      >
        <Icon name="bell" />
      </button>
      <button
        type="button"
        class="button button-round"
        onClick={() => {
          openDialog({ type: "add", name: "" });
        }}
      >
        <Icon name="plus" />
        Add person
      </button>
    </span>
  );
}

interface GroupProps {
  readonly group: Group;
  readonly row: (item: Due) => ComponentChildren;
}

const useOld = keptChoice(false);

/** What has waited for months is no news: it is folded away. */
function DueGroup({ group, row }: GroupProps) {
  const { name, items } = group;
  const [isOpen, setOpen] = useOld();
  const list = (
    <Chunked class="dues" items={items} name={name}>
      {row}
    </Chunked>
  );
  if (name !== "Waiting for long") return <Section title={name}>{list}</Section>;
  return (
    <details
      class="section more today-old"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {name} ({items.length.toLocaleString("en")})
      </summary>
      {isOpen && list}
    </details>
  );
}
