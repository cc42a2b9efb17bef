/** With whom the contact is running dry: whom to write to, longest silence first. */
import { Chunked } from "../components/Chunked.tsx";
import { UserText } from "../components/UserText.tsx";
import { personPath } from "../route.ts";
import { countWords } from "../words.ts";
import type { Sleeper } from "./pictures.ts";

export function Sleepers({ sleepers }: { readonly sleepers: readonly Sleeper[] }) {
  return (
    <Chunked class="rows sleepers" items={sleepers} first={8}>
      {({ contact, name, daysSince, everyDays }) => (
        <li key={contact}>
          <a class="row" href={personPath(contact)}>
            <span class="row-words">
              <UserText class="row-title" text={name} />
              <span class="row-detail">
                {countWords(daysSince, "day")} without contact; every {countWords(everyDays, "day")}{" "}
                was meant
              </span>
            </span>
          </a>
        </li>
      )}
    </Chunked>
  );
}
