/** What a file would change, in folded lists: who is new, what changes, who may be known, bad rows. */
import { TextField } from "../components/Fields.tsx";
import { UserText } from "../components/UserText.tsx";
import { fieldOf } from "../form_values.ts";
import { dayAndTime, readStart } from "../moments.ts";
import { personPath } from "../route.ts";
import { countWords } from "../words.ts";
import type { BadRow, Item, Reading } from "./files_in.ts";

interface Props {
  readonly reading?: Reading;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  /** The user's own addresses on an invitation. */
  readonly onMe?: ((me: readonly string[]) => void) | undefined;
}

export function FileChanges({ reading, bad, badCount, onMe }: Props) {
  return (
    <>
      {reading !== undefined && (
        <>
          <Folded title="New" items={reading.fresh} count={reading.added} />
          <Folded title="Changed" items={reading.news} count={reading.changed} />
          <Alike items={reading.alike} count={reading.alikeCount} />
          {reading.kept > 0 && (
            <p class="quiet">
              Your own corrections are kept for {countWords(reading.kept, "person", "people")}.
            </p>
          )}
          {reading.notes.map((note) => (
            <p key={note} class="quiet" dir="auto">
              {note}
            </p>
          ))}
          {reading.kind === "calendar" && <WhoAmI onMe={onMe} />}
        </>
      )}
      {badCount > 0 && <BadRows rows={bad} count={badCount} />}
    </>
  );
}

interface FoldedProps {
  readonly title: string;
  readonly items: readonly Item[];
  readonly count: number;
}

function Folded({ title, items, count }: FoldedProps) {
  if (count === 0) return null;
  return (
    <details class="more">
      <summary>
        {title}: {count.toLocaleString("en")}
      </summary>
      <ul class="rows file-rows">
        {items.map((item) => (
          <li key={`${item.line} ${item.name}`} class="row-words file-row">
            <UserText class="row-title" text={item.name} />
            <UserText class="row-detail" text={whenOf(item) + item.detail} />
          </li>
        ))}
      </ul>
      {count > items.length && (
        <p class="quiet">and {(count - items.length).toLocaleString("en")} more</p>
      )}
    </details>
  );
}

function whenOf(item: Item): string {
  const start = readStart(item);
  if (start === null) return "";
  const when = dayAndTime(start.ms, Date.now(), start.offset) + start.zone;
  return item.detail === "" ? when : `${when}, `;
}

/** Never merged by a guess: they are added, and shown beside whom they resemble. */
function Alike({ items, count }: Omit<FoldedProps, "title">) {
  if (count === 0) return null;
  return (
    <details class="more">
      <summary>Perhaps somebody you know: {count.toLocaleString("en")}</summary>
      <p class="quiet">
        They are added as new, because nobody can be sure. Two entries can be merged afterwards:
        select both among People.
      </p>
      <ul class="rows file-rows">
        {items.map((item) => (
          <li key={item.line} class="row-words file-row">
            <UserText class="row-title" text={item.name} />
            <span class="row-detail">
              like{" "}
              {item.resembles.map((person) => (
                <a key={person.id} class="file-like" href={personPath(person.id)}>
                  <UserText text={person.name} />
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function BadRows({ rows, count }: { readonly rows: readonly BadRow[]; readonly count: number }) {
  return (
    <details class="more" open>
      <summary>
        {countWords(count, "row needs mending and is", "rows need mending and are")} not imported
      </summary>
      <ul class="rows file-rows">
        {rows.map((row) => (
          <li key={`${row.line} ${row.reason}`} class="row-words file-row">
            <span class="row-title">
              Line {row.line}
              {row.field !== "" && <UserText text={`, ${row.field}`} />}
            </span>
            <UserText class="row-detail" text={`${row.reason}. ${row.remedy}`} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function WhoAmI({ onMe }: Pick<Props, "onMe">) {
  return (
    <details class="more">
      <summary>The wrong guest?</summary>
      <form
        class="form-inline"
        onSubmit={(event) => {
          event.preventDefault();
          const me = fieldOf(new FormData(event.currentTarget), "me");
          onMe?.(me === "" ? [] : [me]);
        }}
      >
        <TextField label="Your own address on the invitation" name="me" type="email" />
        <button type="submit" class="button">
          Read it again
        </button>
      </form>
    </details>
  );
}
