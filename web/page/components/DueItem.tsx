/** One due thing: whom it is about, why it is due, the one tap that does it, and what else one can do. */
import { useId, useState } from "preact/hooks";
import { dueWords } from "../agenda.ts";
import { draft } from "../drafts.ts";
import { useOnce } from "../hooks/useOnce.ts";
import type { Due } from "../today/rows.ts";
import { DueMore } from "../today/DueMore.tsx";
import { hrefOf } from "../today/leads.ts";
import { completed } from "../today/snooze.ts";
import { Icon } from "./Icon.tsx";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly item: Due;
  readonly now: number;
  /** Asks how it was done: the screen opens that question. */
  readonly onAsk: (item: Due) => void;
}

export function DueItem({ item, now, onAsk }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const href = hrefOf(item);
  return (
    <li class={item.isOverdue ? "due due-overdue" : "due"}>
      <DueAction item={item} onAsk={onAsk} />
      {href === null ? (
        <div class="due-link">
          <DueWords item={item} now={now} />
        </div>
      ) : (
        <a class="due-link" href={href}>
          <DueWords item={item} now={now} />
        </a>
      )}
      <button
        type="button"
        class="due-do due-open"
        aria-label={`Later or never: ${item.todo}${item.name === "" ? "" : `, ${item.name}`}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && <DueMore id={id} item={item} onDone={() => setOpen(false)} />}
    </li>
  );
}

export function DueWords({ item, now }: { readonly item: Due; readonly now: number }) {
  return (
    <span class="row-words">
      <span class="row-title">
        <UserText text={item.name === "" ? item.text : item.name} />
        {item.org !== "" && <UserText class="due-org" text={item.org} />}
      </span>
      <span class="due-why" dir="auto">
        {dueWords(item, now)}
      </span>
    </span>
  );
}

/** A circle to tick off what is done with one tap; a plain icon where there is nothing to tick. */
function DueAction({ item, onAsk }: Omit<Props, "now">) {
  const act = useOnce(item);
  switch (item.rule) {
    case "thank_you":
      return <Tick label={`Thank-you sent: ${item.name}`} onTick={() => onAsk(item)} />;
    case "keep_in_touch":
    case "check_in":
      return <Tick label={`In touch: ${item.name}`} onTick={() => onAsk(item)} />;
    case "follow_up": {
      const follow = () => draft("outreach.followed_up", item.subject, { n: 1 }, Date.now());
      return (
        <Tick
          label={`Followed up: ${item.name}`}
          onTick={() => void act([follow()], "Follow-up saved")}
        />
      );
    }
    case "close": {
      const close = () =>
        draft("outreach.closed", item.subject, { reason: "no reply" }, Date.now());
      return (
        <Tick
          label={`Close thread: ${item.name}`}
          onTick={() => void act([close()], "Thread closed")}
        />
      );
    }
    case "prepare":
    case "hold":
    case "time_up":
    case "debrief":
    case "schedule":
      return (
        <a
          class="due-do due-go"
          href={hrefOf(item) ?? "/"}
          aria-label={`Open ${item.interview === "" ? "person" : "interview"}: ${item.name}`}
        >
          <Icon name={item.rule === "prepare" ? "edit" : "calendar"} />
        </a>
      );
    default: {
      return (
        <Tick
          label={`Done: ${item.todo}${item.name === "" ? "" : `, ${item.name}`}`}
          onTick={() => void act([completed(item, Date.now())], "Marked as done")}
        />
      );
    }
  }
}

function Tick({ label, onTick }: { readonly label: string; readonly onTick: () => void }) {
  return (
    <button type="button" class="due-do" aria-label={label} title={label} onClick={onTick}>
      <span class="due-circle">
        <Icon name="check" />
      </span>
    </button>
  );
}
