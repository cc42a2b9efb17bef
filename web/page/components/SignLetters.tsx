/** While letters end without a name, one tap says it for all of them. */
import { useState } from "preact/hooks";
import { AboutMe } from "../dialogs/AboutMe.tsx";
import type { Fact } from "../letter_facts.ts";

interface Props {
  /** Undefined until they are known. */
  readonly facts: readonly Fact[] | undefined;
}

export function SignLetters({ facts }: Props) {
  const [isOpen, setOpen] = useState(false);
  const isSigned = facts?.some(({ kind, about }) => kind === "preference" && about === "my_name");
  if (!isOpen && isSigned !== false) return null;
  return (
    <p class="hint">
      Your name is not in it yet.
      <button type="button" class="text-button" onClick={() => setOpen(true)}>
        Say it once
      </button>
      {isOpen && <AboutMe name="" about="" onClose={() => setOpen(false)} />}
    </p>
  );
}
