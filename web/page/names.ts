/** Names as people look for them. Pure. */
interface Named {
  readonly id: string;
  readonly name: string;
}

const alphabet = new Intl.Collator();

/** Small letters without their marks, so that `zoe` finds Zoë. */
export function folded(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** In the order of an address book in the reader's language: Élodie before Zoe, ada beside Ada. */
export function byName<P extends Named>(people: readonly P[]): readonly P[] {
  return people.toSorted(
    (one, other) => alphabet.compare(one.name, other.name) || (one.id < other.id ? -1 : 1),
  );
}
