/** Before somebody is forgotten: where their name stands in what was written about others. */
import { text } from "../cells.ts";
import { UserText } from "../components/UserText.tsx";
import { excerptOf } from "../excerpts.ts";
import { useEveryReferral, useSearch } from "../hooks/queries.ts";
import { useRows } from "../hooks/useAnswer.ts";
import type { Contact } from "../rows.ts";
import { fullName, mentionsOf, saidOf } from "./mentions.ts";

/** As `infoview forget` shows. */
const shownMax = 10;

export function Mentions({ contact: { id, name } }: { readonly contact: Contact }) {
  const { value: own } = useRows("belonging", { contact: id }, (row) => text(row, "subject"));
  const { value: found } = useSearch(fullName(name));
  const { value: referrals } = useEveryReferral();
  const { value: said } = useRows("mentions", { full_name: fullName(name) || null }, saidOf);
  if (own === undefined || found === undefined || referrals === undefined || said === undefined) {
    return null;
  }
  const mentions = mentionsOf(name, new Set(own), { found, referrals, said });
  if (mentions.length === 0) return null;
  return (
    <>
      <p>Other people’s entries mention them and stay; look whether they should:</p>
      <ul class="rows" aria-label="Where the name stays">
        {mentions.slice(0, shownMax).map((mention) => (
          <li key={`${mention.kind} ${mention.subject}`} class="row row-static">
            <span class="row-words">
              <UserText class="row-title" text={mention.name} />
              <span class="row-detail">
                {mention.kind}: <UserText text={excerptOf(mention.text, name)} />
              </span>
            </span>
          </li>
        ))}
        {mentions.length > shownMax && (
          <li class="row row-static">
            and {(mentions.length - shownMax).toLocaleString("en")} more
          </li>
        )}
      </ul>
    </>
  );
}
