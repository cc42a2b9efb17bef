/** One due thing: whom it is about, why it is due, and the one tap that does it or leads to it. */
import { dueWords } from "../agenda.ts";
import { draft } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import { interviewPath, personPath } from "../route.ts";
import type { Due } from "../rows.ts";
import { UserText } from "./UserText.tsx";

interface Props {
  readonly item: Due;
  readonly now: number;
  /** A thank-you asks how it was sent: the screen opens that question. */
  readonly onThank: (item: Due) => void;
}

export function DueItem({ item, now, onThank }: Props) {
  return (
    <li class={item.isOverdue ? "due due-overdue" : "due"}>
      <a class="due-link" href={hrefOf(item)}>
        <DueWords item={item} now={now} />
      </a>
      <DueAction item={item} onThank={onThank} />
    </li>
  );
}

export function DueWords({ item, now }: { readonly item: Due; readonly now: number }) {
  return (
    <span class="row-words">
      <span class="row-title">
        <UserText text={item.name} />
        {item.org !== "" && <UserText class="due-org" text={item.org} />}
      </span>
      <span class="due-why">{dueWords(item, now)}</span>
    </span>
  );
}

function DueAction({ item, onThank }: Omit<Props, "now">) {
  const { act } = useNotebook();
  const label = (word: string) => `${word}: ${item.name}`;
  const followUp = () => {
    const followed = draft("outreach.followed_up", item.subject, { n: 1 }, Date.now());
    void act([followed], "Follow-up saved");
  };
  const close = () => {
    const closed = draft("outreach.closed", item.subject, { reason: "no reply" }, Date.now());
    void act([closed], "Thread closed");
  };
  switch (item.rule) {
    case "thank_you":
      return (
        <button
          type="button"
          class="pill"
          aria-label={label("Thank-you sent")}
          onClick={() => onThank(item)}
        >
          Sent
        </button>
      );
    case "follow_up":
      return (
        <button type="button" class="pill" aria-label={label("Log follow-up")} onClick={followUp}>
          Followed up
        </button>
      );
    case "close":
      return (
        <button type="button" class="pill" aria-label={label("Close thread")} onClick={close}>
          Close
        </button>
      );
    default: {
      const word = item.rule === "prepare" ? "Prepare" : "Open";
      return (
        <a class="pill" href={hrefOf(item)} aria-label={label(word)}>
          {word}
        </a>
      );
    }
  }
}

function hrefOf(item: Due): string {
  return item.interview === "" ? personPath(item.contact) : interviewPath(item.interview);
}
