/** The six digits, as large as they fit: whoever sits at the other screen compares them. */
import { digitsWords } from "../devices/words.ts";

export function Comparing({ digits }: { readonly digits: string }) {
  return (
    <div class="comparing" role="status">
      <p>Compare this with the other screen:</p>
      <p class="digits digits-large">{digitsWords(digits)}</p>
      <p>
        If it shows the same six digits, say yes there. This page goes on by itself. If it shows
        others, say no: somebody else is asking.
      </p>
    </div>
  );
}
