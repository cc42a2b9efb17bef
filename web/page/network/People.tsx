/** The referral graph as text: each with who named them, in the order of the drawing. */
import { useMemo } from "preact/hooks";
import { Chunked } from "../components/Chunked.tsx";
import { Stage } from "../components/Stage.tsx";
import { UserText } from "../components/UserText.tsx";
import { personPath } from "../route.ts";
import type { Named } from "./rows.ts";
import { keyOf, type Listed, listed } from "./growth.ts";

/** Deeper ones are not moved further in: there must be room for the name. */
const indentsMax = 6;

export function NetworkList({ rows }: { readonly rows: readonly Named[] }) {
  const list = useMemo(() => listed(rows), [rows]);
  return (
    <Chunked class="network-list" items={list} first={40} name="network">
      {(item) => <Item key={keyOf(item.named)} item={item} />}
    </Chunked>
  );
}

function Item({ item: { named, depth, giver } }: { readonly item: Listed }) {
  return (
    <li class={`network-person depth-${Math.min(depth, indentsMax)}`}>
      <span class="row-words">
        {named.contact === "" ? (
          <UserText class="row-title" text={named.name} />
        ) : (
          <a class="network-link" href={personPath(named.contact)}>
            <UserText text={named.name} />
          </a>
        )}
        <span class="row-detail">
          {named.org !== "" && <UserText text={named.org} />}
          {named.org !== "" && giver !== null && " · "}
          {giver !== null && (
            <>
              named by <UserText text={giver.name} />
            </>
          )}
        </span>
      </span>
      {named.contact === "" ? (
        <span class="stage">Only a name</span>
      ) : (
        <Stage stage={named.stage} />
      )}
    </li>
  );
}
