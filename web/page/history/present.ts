/** Which moment a component asks about: the one that is looked at, or always the present. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { AsOf } from "../../shared/messages";
import { past } from "./moment.ts";

const PresentContext = createContext(false);

/** `<AlwaysPresent value={true}>`: whatever stands within shows the present, such as the settings. */
export const AlwaysPresent = PresentContext.Provider;

export function useMoment(): AsOf | undefined {
  const isPresent = useContext(PresentContext);
  return isPresent ? undefined : (past.value ?? undefined);
}
