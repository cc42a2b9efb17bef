/** Whether the page is being printed: then long lists show what they otherwise draw on demand. */
import { signal } from "@preact/signals";

export const isPrinting = signal(false);

/** Of one list: some sixty sheets of paper. Who wants more exports a table. */
export const printedMax = 2_000;

export function noticePrinting(): void {
  window.addEventListener("beforeprint", () => {
    isPrinting.value = true;
  });
  window.addEventListener("afterprint", () => {
    isPrinting.value = false;
  });
}
