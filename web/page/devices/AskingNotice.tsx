/**
 * While a way in is open, who asks is looked for, whatever screen is shown; on any but the one where
 * it was opened, a notice says so.
 */
import { useEffect } from "preact/hooks";
import { useNotebook } from "../notebook.ts";
import { Asking } from "./Asking.tsx";
import { asking, closeOffer, endOf, isPanelShown, type Offered, offered } from "./offer.ts";

const lookEvery_ms = 2_000;

export function AskingNotice() {
  const held = offered.value;
  if (held === null) return null;
  const isShown = !isPanelShown.value && asking.value.length > 0;
  return (
    <>
      <Looking held={held} />
      {isShown && (
        <div class="asking-notice" role="alert">
          {asking.value.map((applicant) => (
            <Asking key={applicant.session} applicant={applicant} />
          ))}
        </div>
      )}
    </>
  );
}

function Looking({ held }: { readonly held: Offered }) {
  const { engine } = useNotebook();
  useEffect(() => {
    const look = async () => {
      if (Date.now() > endOf(held)) {
        closeOffer();
        return;
      }
      const found = await engine.request({ tag: "asking" });
      if (offered.value === held && !equal(found, asking.value)) asking.value = found;
    };
    // A look that fails is followed by the next.
    const timer = setInterval(() => void look().catch(() => undefined), lookEvery_ms);
    return () => clearInterval(timer);
  }, [engine, held]);
  return null;
}

function equal(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
