/** Opens a way in for another device: a code to scan, one to type, and who asks by them. */
import { useEffect, useState } from "preact/hooks";
import type { Applicant } from "../../shared/devices.ts";
import { Problem } from "../components/Problem.tsx";
import { Section } from "../components/Screen.tsx";
import { useNow } from "../hooks/useNow.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { Asking } from "./Asking.tsx";
import { asking, closeOffer, isPanelShown, type Offered, offered } from "./offer.ts";
import { QrCode } from "./QrCode.tsx";
import { countdown } from "./words.ts";

/** `mayInvite`: null while it is not known. */
export function PairPanel({ mayInvite }: { readonly mayInvite: boolean | null }) {
  const { engine } = useNotebook();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    isPanelShown.value = true;
    return () => {
      isPanelShown.value = false;
    };
  }, []);
  const open = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      const qr = await engine.request({ tag: "invite", sort: "qr" });
      const code = await engine.request({ tag: "invite", sort: "code" });
      asking.value = [];
      offered.value = { qr, code };
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setBusy(false);
  };
  if (mayInvite === false) {
    return (
      <Section title="Pair a device">
        <p class="quiet">
          New devices are let in where InfoView runs: there, open Settings, Devices and sync, in the
          browser, or type <code>infoview pair</code> in a terminal.
        </p>
      </Section>
    );
  }
  const state = offered.value;
  return (
    <Section title="Pair a device">
      <Problem words={problem} />
      {state === null ? (
        <>
          <p class="quiet">
            A phone, or another browser, gets all of this notebook and keeps it up to date. You
            compare six digits before it gets anything.
          </p>
          <button
            type="button"
            class="button button-primary"
            aria-disabled={isBusy || mayInvite === null}
            onClick={() => void open()}
          >
            Pair a phone
          </button>
        </>
      ) : (
        <Open state={state} applicants={asking.value} renew={() => void open()} />
      )}
    </Section>
  );
}

interface OpenProps {
  readonly state: Offered;
  readonly applicants: readonly Applicant[];
  readonly renew: () => void;
}

function Open({ state, applicants, renew }: OpenProps) {
  const now = useNow(1_000);
  const until = Math.min(state.qr.expires_at, state.code.expires_at);
  if (applicants.length > 0) {
    return (
      <div class="pair-open" role="alert">
        {applicants.map((each) => (
          <Asking key={each.session} applicant={each} />
        ))}
      </div>
    );
  }
  return (
    <div class="pair-open">
      {state.code.only_here && <OnlyHere />}
      {now >= until ? (
        <p>This code is too old now: it holds for two minutes.</p>
      ) : (
        <Codes state={state} left={countdown(until, now)} />
      )}
      <div class="asking-answers">
        <button type="button" class="button" onClick={closeOffer}>
          Stop
        </button>
        {now >= until && (
          <button type="button" class="button button-primary" onClick={renew}>
            Show a new code
          </button>
        )}
      </div>
    </div>
  );
}

function OnlyHere() {
  return (
    <p class="notice">
      <strong>Only this computer can be reached now.</strong> A phone cannot open these; another
      browser here can. For a phone, stop InfoView, and start it with <code>infoview up --lan</code>
      .
    </p>
  );
}

function Codes({ state, left }: { readonly state: Offered; readonly left: string }) {
  const { address } = state.code;
  return (
    <div class="pair-codes">
      <QrCode modules={state.qr.modules} label="QR code that opens InfoView on a phone" />
      <div class="pair-words">
        <p>Scan this with the phone’s camera, and open the link.</p>
        <p class="quiet">
          Or open <span class="pair-address">{address}</span> there, and type this code:
        </p>
        <p class="digits">{state.code.code}</p>
        <p class="quiet">
          Good for one device, another <span class="pair-left">{left}</span>.
        </p>
      </div>
    </div>
  );
}
