/**
 * The screens beyond the first: half of the app's code, so the start does not wait for it. It is
 * fetched when one of them is opened, and in any case soon after the start: a phone on plain http
 * has no service worker, and must not miss it once the laptop is out of reach.
 */
import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { Screen } from "./components/Screen.tsx";

type Rest = typeof import("./rest.ts").rest;

/** Long enough for the first screen to be drawn, on a slow phone too: its code is not in the way. */
const startIsOver_ms = 3_000;

const rest = signal<Rest | "missing" | null>(null);
let isComing = false;

export async function fetchTheRest(): Promise<void> {
  if (isComing) return;
  isComing = true;
  try {
    rest.value = (await import("./rest.ts")).rest;
  } catch {
    // Cut off in the middle of a start, or a server that has been upgraded since.
    rest.value = "missing";
  }
}

export function fetchTheRestSoon(): void {
  setTimeout(() => void fetchTheRest(), startIsOver_ms);
}

function later<P extends object>(choose: (all: Rest) => FunctionComponent<P>) {
  return function Later(props: P) {
    useEffect(() => void fetchTheRest(), []);
    const all = rest.value;
    if (all === null) return null;
    if (all === "missing") return <MissingPart />;
    const Chosen = choose(all);
    return <Chosen {...props} />;
  };
}

function MissingPart() {
  return (
    <Screen title="This screen is not loaded yet">
      <p>The app was cut off before all of it had arrived. Reload it when the laptop answers.</p>
      <button type="button" class="button button-primary" onClick={() => window.location.reload()}>
        Reload
      </button>
    </Screen>
  );
}

export const HistoryScreen = later((all) => all.HistoryScreen);
export const InsightsScreen = later((all) => all.InsightsScreen);
export const InterviewScreen = later((all) => all.InterviewScreen);
export const NetworkScreen = later((all) => all.NetworkScreen);
export const PairingNotice = later((all) => all.PairingNotice);
export const PairScreen = later((all) => all.PairScreen);
export const AskingNotice = later((all) => all.AskingNotice);
export const PersonScreen = later((all) => all.PersonScreen);
export const ProgressScreen = later((all) => all.ProgressScreen);
export const SettingsScreen = later((all) => all.SettingsScreen);
export const ShareScreen = later((all) => all.ShareScreen);

/** Dialogs that a shortcut, the palette or a due item opens. */
export const CaptureInsight = later((all) => all.CaptureInsight);
export const CheatSheet = later((all) => all.CheatSheet);
export const LogOutreach = later((all) => all.LogOutreach);
export const LogTouch = later((all) => all.LogTouch);
export const ScheduleInterview = later((all) => all.ScheduleInterview);
export const SetReminder = later((all) => all.SetReminder);
export const ThankYouSent = later((all) => all.ThankYouSent);
