/** The encrypted backup, or truthfully what is missing for it. */
import type { Row } from "../../shared/messages";
import type { VNode } from "preact";
import { number } from "../cells.ts";
import { Section } from "../components/Screen.tsx";
import { useRows } from "../hooks/useAnswer.ts";
import { fullDate } from "../moments.ts";

interface Props {
  /** The laptop cannot be reached. */
  readonly isAlone: boolean;
  /** The row with the button. */
  readonly offer: (isOff: boolean) => VNode;
}

export function BackupOffer({ isAlone, offer }: Props) {
  const { value: phrases } = useRows("log", lastPhrase, madeAt);
  if (phrases === undefined) return null;
  const [made] = phrases;
  return (
    <Section title="For the worst case">
      <p class="quiet">
        {made === undefined ? (
          <>
            There are no 24 words yet, and without them nobody could open a backup. Make them once,
            on the laptop: <code>infoview recovery new</code>. Then this button works on all your
            devices.
          </>
        ) : (
          <>
            Sealed: only the 24 words of {fullDate(made)} open it. Without them it is noise, so that
            you may keep it anywhere, and you cannot open it either.{" "}
            {isAlone
              ? "The laptop writes it, and it cannot be reached now."
              : "The laptop writes it, so it needs that running."}
          </>
        )}
      </p>
      <ul class="rows">{offer(isAlone || made === undefined)}</ul>
    </Section>
  );
}

/** A phrase holds from when it was made; the one before it no more. */
const lastPhrase = {
  contact: null,
  type: "recovery.set",
  device: null,
  since: null,
  until: null,
  undone: null,
  limit: 1,
} as const;

const madeAt = (row: Row): number => number(row, "recorded_at") ?? 0;
