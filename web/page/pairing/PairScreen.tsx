/** What a browser shows that has not been let in yet. */
import { Problem } from "../components/Problem.tsx";
import { Screen } from "../components/Screen.tsx";
import { useNotebook } from "../notebook.ts";
import { InsecureNotice, InstallNotice } from "../settings/Notices.tsx";
import { CodeForm } from "./CodeForm.tsx";
import { Comparing } from "./Comparing.tsx";

export function PairScreen() {
  const { pairing, phase } = useNotebook();
  const state = pairing.value;
  const isComparing = state?.tag === "comparing";
  return (
    <main class="alone">
      <p class="brand">InfoView</p>
      <Screen
        key={isComparing ? "comparing" : "asking"}
        title={isComparing ? "Is this you?" : "Let this browser in"}
      >
        {isComparing ? <Comparing digits={state.digits} isSame={state.isSame} /> : <Ways />}
        <Problem words={phase.value.tag === "failed" ? phase.value.words : null} />
      </Screen>
    </main>
  );
}

function Ways() {
  return (
    <>
      <p>
        Your notebook lives on your own devices, and this browser is none of them yet. The computer
        where InfoView runs lets it in.
      </p>
      <InstallNotice />
      <InsecureNotice />
      <CodeForm />
      <h2>Where the code is</h2>
      <ol class="steps">
        <li>
          On the computer, open InfoView, then Settings, “Devices and sync”, “Pair a phone”. Or type{" "}
          <code>infoview pair</code> in a terminal.
        </li>
        <li>Scan the code there with this device’s camera, or type it above.</li>
        <li>Compare the six digits that both then show, and say so on both.</li>
      </ol>
      <p class="quiet">
        Is this the computer itself? Type <code>infoview open</code> in a terminal: the link that it
        opens lets this browser in at once.
      </p>
    </>
  );
}
