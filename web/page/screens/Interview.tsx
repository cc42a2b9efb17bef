/** The interview room: before, during and after are one place that changes with the talk. */
import { Problem } from "../components/Problem.tsx";
import { Screen, WayBack } from "../components/Screen.tsx";
import { momentWords, past } from "../history/moment.ts";
import { useNow } from "../hooks/useNow.ts";
import { After } from "../interview/After.tsx";
import { useTalk } from "../interview/asking.ts";
import { Before } from "../interview/Before.tsx";
import { During } from "../interview/During.tsx";
import { Off } from "../interview/Off.tsx";
import type { Talk } from "../interview/rows.ts";
import { useScrollKept } from "../interview/useScrollKept.ts";
import { personPath } from "../route.ts";

export function InterviewScreen({ id }: { readonly id: string }) {
  const now = useNow(60_000);
  const { value, problem } = useTalk(id);
  const interview = value?.[0];
  useScrollKept(`${id} ${interview?.status ?? ""}`);
  if (value === undefined) return <Problem words={problem} />;
  if (interview === undefined) {
    return (
      <Screen title="No such interview" back={{ href: "/", words: "Today" }}>
        <p>
          {past.value === null
            ? "This notebook has no such interview, or it was undone."
            : `It was not in your notebook on ${momentWords(past.value)}.`}
        </p>
        <WayBack href="/" words="Go to Today" />
      </Screen>
    );
  }
  return (
    // Keyed by the status: when the talk starts or ends, the title takes the focus again.
    <Screen
      key={interview.status}
      title={interview.name === "" ? "Interview" : `Interview with ${interview.name}`}
      back={{ href: personPath(interview.contact), words: interview.name || "Person" }}
    >
      <Stage interview={interview} now={now} />
    </Screen>
  );
}

function Stage({ interview, now }: { readonly interview: Talk; readonly now: number }) {
  switch (interview.status) {
    case "started":
      return <During interview={interview} now={now} />;
    case "completed":
      return <After interview={interview} now={now} />;
    case "cancelled":
    case "missed":
      return <Off interview={interview} now={now} />;
    default:
      return <Before interview={interview} now={now} />;
  }
}
