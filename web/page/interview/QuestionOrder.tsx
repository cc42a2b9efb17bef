/** Prepared questions in asking order: dragged by their grip, or moved by keys and buttons. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { coach } from "../../shared/practice/coach.ts";
import { Icon, type IconName } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { EditQuestion } from "../dialogs/EditQuestion.tsx";
import { draft } from "../drafts.ts";
import { useNotebook } from "../notebook.ts";
import type { Question } from "../rows.ts";
import { themeWords } from "../words.ts";
import { CoachLines } from "./CoachLines.tsx";
import { beginDrag } from "./drag.ts";
import { moved, ranked } from "./reorder.ts";

export function QuestionOrder({ questions }: { readonly questions: readonly Question[] }) {
  const { act } = useNotebook();
  const list = useRef<HTMLOListElement>(null);
  // What was dropped stays where it was dropped until the notebook's own answer arrives.
  const [order, setOrder] = useState<readonly Question[] | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [editing, setEditing] = useState<Question | null>(null);
  const held = useRef<Element | null>(null);
  /** Moves that are not kept yet: an answer that comes meanwhile knows nothing of them. */
  const moving = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the questions change, nothing else.
  useEffect(() => {
    if (moving.current === 0) setOrder(null);
  }, [questions]);
  const shown = order ?? questions;
  // A browser takes the focus from what is moved to another place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new order.
  useLayoutEffect(() => {
    const had = held.current;
    held.current = null;
    if (had instanceof HTMLElement && had.isConnected) had.focus();
  }, [shown]);

  const move = async (from: number, to: number) => {
    if (to < 0 || to >= shown.length) return;
    const next = moved(shown, from, to);
    if (list.current?.contains(document.activeElement)) held.current = document.activeElement;
    setOrder(next);
    moving.current += 1;
    const isKept = await act(ranked(next, Date.now()), `Now question ${to + 1} of ${shown.length}`);
    moving.current -= 1;
    if (!isKept) setOrder(null);
  };
  return (
    <>
      <ol ref={list} class="questions order">
        {shown.map((question, place) => (
          <li key={question.id} class="order-item">
            <button
              type="button"
              class="grip"
              aria-label={`Question ${place + 1}: move with the arrow keys`}
              onPointerDown={(event) => {
                if (list.current !== null)
                  beginDrag(event, list.current, place, (to) => void move(place, to));
              }}
              onKeyDown={(event) => {
                const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                if (by === undefined) return;
                event.preventDefault();
                void move(place, place + by);
              }}
            >
              <span class="grip-number">{place + 1}</span>
              <Icon name="grip" />
            </button>
            <div class="question-words">
              <UserText class="question-text" text={question.text} />
              <span class="entry-meta">{themeWords(question.category)}</span>
              <Advice text={question.text} />
              {open === question.id && (
                <Tools
                  place={place}
                  count={shown.length}
                  onMove={(by) => void move(place, place + by)}
                  onEdit={() => setEditing(question)}
                  onRemove={() =>
                    void act(
                      [draft("question.removed", question.id, {}, Date.now())],
                      "Question removed",
                    )
                  }
                />
              )}
            </div>
            <button
              type="button"
              class="icon-button"
              aria-label={`Change: ${question.text}`}
              aria-expanded={open === question.id}
              onClick={() => setOpen(open === question.id ? null : question.id)}
            >
              <Icon name="more" />
            </button>
          </li>
        ))}
      </ol>
      {editing !== null && <EditQuestion question={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function Advice({ text }: { readonly text: string }) {
  const findings = useMemo(() => coach("question", text), [text]);
  return <CoachLines findings={findings} label="About this question" />;
}

interface ToolsProps {
  readonly place: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function Tools({ place, count, onMove, onEdit, onRemove }: ToolsProps) {
  const tools: readonly [IconName, string, () => void, boolean][] = [
    ["up", "Move up", () => onMove(-1), place === 0],
    ["down", "Move down", () => onMove(1), place === count - 1],
    ["edit", "Edit", onEdit, false],
    ["close", "Remove", onRemove, false],
  ];
  return (
    <div class="order-tools">
      {tools.map(([icon, words, run, isOff]) => (
        <button
          key={icon}
          type="button"
          class="text-button"
          // Not `disabled`: the focus must stay when the end of the list is reached.
          aria-disabled={isOff}
          onClick={run}
        >
          <Icon name={icon} />
          {words}
        </button>
      ))}
    </div>
  );
}
