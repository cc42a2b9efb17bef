/** An address that leads nowhere. */
import { Screen, WayBack } from "../components/Screen.tsx";

export function UnknownScreen() {
  return (
    <Screen title="Nothing here">
      <p>This address leads to no screen.</p>
      <WayBack href="/" words="Go to Today" />
    </Screen>
  );
}
