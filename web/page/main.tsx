/** Takes the invitation out of the address, opens the notebook, draws the app. */
import { render } from "preact";
import { App } from "./app.tsx";
import { applyAppearance } from "./appearance.ts";
import { worker } from "./boot.ts";
import { createEngine } from "./engine.ts";
import { keepFocus } from "./focus.ts";
import { keepMomentInAddress } from "./history/address.ts";
import { fetchTheRestSoon } from "./later.tsx";
import { takeInvitation } from "./invitation.ts";
import { createNotebook } from "./notebook.ts";
import { type Offline, keepOffline } from "./offline.ts";
import { signal } from "@preact/signals";
import { noticePrinting } from "./printing.ts";
import { startRouter } from "./router.ts";
import "./styles/tokens.css";
import "./styles/ground.css";
import "./styles/shell.css";
import "./styles/controls.css";
import "./styles/dialog.css";
import "./styles/lists.css";
import "./styles/screens.css";
import "./styles/looking_back.css";
import "./styles/progress.css";
import "./styles/network.css";
import "./styles/insights.css";
import "./styles/people.css";
import "./styles/person.css";
import "./styles/palette.css";
import "./styles/interview.css";
import "./styles/interview_questions.css";
import "./styles/interview_during.css";
import "./styles/interview_after.css";
import "./styles/interview_sizes.css";
import "./styles/history.css";
import "./styles/history_changes.css";
import "./styles/history_log.css";
import "./styles/settings.css";
import "./styles/share.css";
import "./styles/devices.css";
import "./styles/today.css";
import "./styles/system_colours.css";
import "./styles/print.css";
import "./styles/first_steps.css";

const invitation = takeInvitation();
const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no element #app");

const notebook = createNotebook(createEngine(worker));
const offline = signal<Offline>({ type: "unavailable" });

applyAppearance();
startRouter();
noticePrinting();
keepMomentInAddress();
keepFocus(root);
void notebook.start(invitation);
render(<App notebook={notebook} offline={offline} />, root);
fetchTheRestSoon();
// The whole address, put into a tab that is open already, only changes what stands after its #.
window.addEventListener("hashchange", () => {
  const given = takeInvitation();
  if (given !== null) void notebook.start(given);
});
void keepOffline((state) => {
  offline.value = state;
  document.documentElement.dataset["offline"] = state.type;
});
