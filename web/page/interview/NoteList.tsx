/** The notes of one interview, oldest first. */
import { UserText } from "../components/UserText.tsx";
import { useNotes } from "../hooks/queries.ts";
import { dayAndTime } from "../moments.ts";

export function NoteList({ interview, now }: { readonly interview: string; readonly now: number }) {
  const { value: notes } = useNotes(interview);
  if (notes === undefined || notes.length === 0) return null;
  return (
    <ul class="insights" aria-label="Notes taken">
      {notes.map((note) => (
        <li key={note.id} class="insight">
          <p class="insight-text">
            <UserText text={note.text} />
          </p>
          {note.takenAt !== null && <p class="entry-meta">{dayAndTime(note.takenAt, now)}</p>}
        </li>
      ))}
    </ul>
  );
}
