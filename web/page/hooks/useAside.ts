/** One's own words of a letter, kept within reach while a draft stands in for them. */
import { useState } from "preact/hooks";

export interface Aside {
  /** "" if there are none. */
  readonly words: string;
  /** To be called before a draft replaces the text. */
  readonly keep: () => void;
  /** The words again; what was made of the draft is kept aside in their place. */
  readonly takeBack: () => void;
}

export function useAside(text: string, drafted: string, put: (text: string) => void): Aside {
  const [words, setWords] = useState("");
  const isOwn = text.trim() !== "" && text !== drafted;
  return {
    words,
    keep: () => {
      if (isOwn) setWords(text);
    },
    takeBack: () => {
      put(words);
      setWords(isOwn ? text : "");
    },
  };
}
