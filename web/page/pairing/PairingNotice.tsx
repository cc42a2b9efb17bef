/** The digits of a browser that asks to be let in again, over whatever screen it shows meanwhile. */
import { useNotebook } from "../notebook.ts";
import { Comparing } from "./Comparing.tsx";

export function PairingNotice() {
  const state = useNotebook().pairing.value;
  if (state?.tag !== "comparing") return null;
  return (
    <div class="asking-notice">
      <Comparing digits={state.digits} isSame={state.isSame} />
    </div>
  );
}
