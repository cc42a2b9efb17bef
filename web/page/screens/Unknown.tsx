/** An address that leads nowhere. */
import { Screen } from "../components/Screen.tsx";

export function UnknownScreen() {
  return (
    <Screen title="Nothing here">
      <p>
        This address leads to no screen. <a href="/">Go to today</a>
      </p>
    </Screen>
  );
}
