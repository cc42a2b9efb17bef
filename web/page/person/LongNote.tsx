/** A note, in short if it is long: what one does next stands below it, and stays in reach. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { UserText } from "../components/UserText.tsx";

export function LongNote({ text }: { readonly text: string }) {
  const note = useRef<HTMLParagraphElement>(null);
  const [isWhole, setWhole] = useState(false);
  /** In short, lines are hidden: only then is there more to show. */
  const [isCut, setCut] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words may be as high in short.
  useLayoutEffect(() => {
    const measured = note.current;
    if (measured === null || isWhole) return undefined;
    const measure = () => setCut(measured.scrollHeight > measured.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [text, isWhole]);
  return (
    <div class="facts-notes">
      <p ref={note} class={isWhole ? undefined : "note-short"}>
        <UserText text={text} />
      </p>
      {isCut && (
        <button
          type="button"
          class="text-button show-all"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? "Show less" : "Show all"}
        </button>
      )}
    </div>
  );
}
