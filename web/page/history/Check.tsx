/** Is every event still what was written? Walks each log's hash chain in this browser. */
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../components/Problem.tsx";
import { UserText } from "../components/UserText.tsx";
import { useDevices } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { ago, dayAndClock } from "../moments.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { countWords } from "../words.ts";
import { keepCheck, type LastCheck, lastCheck } from "./last_check.ts";

interface Walk {
  readonly done: number;
  readonly total: number;
}

export function Check() {
  const { engine } = useNotebook();
  const [walk, setWalk] = useState<Walk | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isStopped, setStopped] = useState(false);

  useEffect(() => {
    const unhear = engine.listen((said) => {
      if (said.tag === "verify_progress") setWalk({ done: said.done, total: said.total });
    });
    return () => {
      unhear();
      void engine.request({ tag: "stop_verifying" });
    };
  }, [engine]);

  const check = async () => {
    setWalk({ done: 0, total: 0 });
    setProblem(null);
    setStopped(false);
    try {
      const { isStopped: hasStopped, ...found } = await engine.request({ tag: "verify" });
      setStopped(hasStopped);
      if (!hasStopped) keepCheck({ ...found, at: Date.now() });
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setWalk(null);
  };
  const stop = () => void engine.request({ tag: "stop_verifying" });
  return (
    <div class="check">
      <p>
        Each event carries a seal over itself and everything before it on its device. The check
        reads every event in this browser again and recomputes each seal, so that whatever a failing
        disk or browser changed or lost is found and named.
      </p>
      {walk === null ? (
        <button type="button" class="button button-primary" onClick={check}>
          Check every event
        </button>
      ) : (
        <Walking walk={walk} onStop={stop} />
      )}
      <Problem words={problem} />
      <div role="status" aria-label="Result of the check">
        {isStopped && <p class="quiet">Stopped before the end: nothing is known of the rest.</p>}
        {walk === null && lastCheck.value !== null && <Result check={lastCheck.value} />}
      </div>
    </div>
  );
}

function Walking({ walk, onStop }: { readonly walk: Walk; readonly onStop: () => void }) {
  return (
    <div class="check-walk">
      <progress
        class="progress"
        aria-label="Events checked"
        max={Math.max(1, walk.total)}
        value={walk.done}
      />
      <p class="check-count">
        {walk.done.toLocaleString("en")} of {countWords(walk.total, "event")}
      </p>
      <button type="button" class="button" onClick={onStop}>
        Stop
      </button>
    </div>
  );
}

function Result({ check }: { readonly check: LastCheck }) {
  const now = useNow(30_000);
  const { value: devices } = useDevices();
  const { at, events, fault, logs } = check;
  const when = `${dayAndClock(at, now)} (${ago(at, now)})`;
  if (fault === null) {
    return (
      <div class="check-result">
        <p class="check-title">Everything is whole.</p>
        <p>
          {countWords(events, "event")} in {countWords(logs, "log")}, last checked {when}.
        </p>
      </div>
    );
  }
  const device = devices?.find(({ log }) => log === fault.log)?.name ?? "";
  return (
    <div class="check-result check-fault">
      <p class="check-title">
        {fault.what === "end" ? (
          <>The log does not end as it says, after event {fault.seq.toLocaleString("en")}.</>
        ) : (
          <>
            Event {fault.seq.toLocaleString("en")}{" "}
            {fault.what === "changed" ? "was changed" : "is missing"}.
          </>
        )}
      </p>
      <p>
        In the log of <UserText text={device || "an unknown device"} />, <code>{fault.log}</code>,
        as this browser keeps it. Found {when}.
      </p>
      <p>What to do:</p>
      <ol class="steps">
        <li>
          Look at the sync state: if anything waits here to be synced, sync first. What only this
          browser holds would be lost by the next steps.
        </li>
        <li>
          On the laptop, run <code>infoview verify</code>. It checks the copy there.
        </li>
        <li>
          If that one is whole, clear this site's data in the browser's settings and open the app
          anew with the laptop's link: it fetches a fresh copy. If it is not, restore a backup there
          first.
        </li>
      </ol>
    </div>
  );
}
