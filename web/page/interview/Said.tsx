/** What came of the talk so far, in its order: notes, insights, names. A note can be opened again. */
import { useMemo } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { useNotes } from "../hooks/queries.ts";
import { clock } from "../moments.ts";
import type { Interview, Note } from "../rows.ts";
import { themeWords, wordIn } from "../words.ts";
import { useLearned, useNamed } from "./asking.ts";
import { keyOf } from "./kept.ts";
import { wordsHere } from "./words_here.ts";

interface Line {
  readonly id: string;
  readonly kind: "note" | "insight" | "name";
  readonly text: string;
  readonly about: string;
  readonly at: number;
  readonly note: Note | null;
}

const attributionWords: Readonly<Record<string, string>> = {
  on_record: "on record",
  background: "background",
  private: "private",
};

export function Said({
  interview,
  onOpen,
}: {
  readonly interview: Interview;
  readonly onOpen: (note: Note) => void;
}) {
  const { value: notes } = useNotes(interview.id);
  const { value: insights } = useLearned(interview.id);
  const names = useNamed(interview.contact, interview.id);
  const open = wordsHere.all.value?.get(
    keyOf({ interview: interview.id, field: "note", subject: "" }),
  );
  const lines = useMemo(() => {
    const all: readonly Line[] = [
      ...(notes ?? []).map((note) => ({
        id: note.id,
        kind: "note" as const,
        text: note.text,
        about: "",
        at: note.takenAt ?? 0,
        note,
      })),
      ...(insights ?? []).map(({ id, text, theme, attribution, capturedAt }) => ({
        id,
        kind: "insight" as const,
        text,
        about: [themeWords(theme), wordIn(attributionWords, attribution) ?? ""]
          .filter(Boolean)
          .join(", "),
        at: capturedAt ?? 0,
        note: null,
      })),
    ];
    return all.toSorted((one, other) => one.at - other.at);
  }, [notes, insights]);
  const shown = lines.filter(({ id }) => id !== open?.subject);
  if (shown.length + names.length === 0) return null;
  return (
    <ul class="said" aria-label="Written down">
      {shown.map(({ id, kind, text, about, at, note }) => (
        <li key={id} class={`said-line said-${kind}`}>
          <div class="question-words">
            <UserText text={text} />
            <span class="entry-meta">
              {clock(at)}
              {about !== "" && " · "}
              {about !== "" && <UserText text={about} />}
            </span>
          </div>
          {note !== null && (
            <button
              type="button"
              class="icon-button"
              aria-label={`Edit note: ${text}`}
              onClick={() => onOpen(note)}
            >
              <Icon name="edit" />
            </button>
          )}
        </li>
      ))}
      {names.map(({ id, toName, org }) => (
        <li key={id} class="said-line said-name">
          <div class="question-words">
            <UserText text={toName} />
            <span class="entry-meta">
              Named by them
              {org !== "" && " · "}
              {org !== "" && <UserText text={org} />}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
