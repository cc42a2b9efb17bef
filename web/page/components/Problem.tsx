/** A failure in words, where the answer would have been. */
export function Problem({ words }: { readonly words: string | null }) {
  return words === null ? null : (
    <p class="problem" role="alert">
      {words}
    </p>
  );
}
