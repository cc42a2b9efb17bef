/** Where the icon's own shortcuts lead (public/manifest.webmanifest): at once on to something else. */
import { useEffect, useState } from "preact/hooks";
import { useTalks } from "../hooks/queries.ts";
import { openDialog } from "../palette/opened.ts";
import { interviewPath } from "../route.ts";
import { replacePath } from "../router.ts";
import { useNextTalk } from "../today/useNextTalk.ts";

/** Today, with the form to add somebody. */
export function AddShortcut() {
  useEffect(() => {
    replacePath("/");
    openDialog({ type: "add", name: "" });
  }, []);
  return null;
}

/** The talk that is under way, else the next one, else Today. */
export function NextShortcut() {
  const [now] = useState(Date.now);
  const { value: talks } = useTalks();
  const { talk, isKnown } = useNextTalk(now);
  const interview = talks?.[0] ?? talk?.interview;
  const isReady = talks !== undefined && isKnown;
  useEffect(() => {
    if (isReady) replacePath(interview === undefined ? "/" : interviewPath(interview.id));
  }, [isReady, interview]);
  return null;
}
