/** Everybody with their links, and whose link one is. */
import { useMemo } from "preact/hooks";
import { useRows } from "../hooks/useAnswer.ts";
import { urlKey } from "./addresses.ts";
import { type Known, knownOf } from "./rows.ts";

export const useKnown = () => useRows("known", {}, knownOf).value;

/** Who has this link, in whatever spelling; undefined until the answer is there. */
export function useWhoHas(url: string): readonly Known[] | undefined {
  const people = useKnown();
  return useMemo(() => {
    const key = urlKey(url);
    return people?.filter(({ urls }) => urls.some((each) => urlKey(each) === key));
  }, [people, url]);
}
