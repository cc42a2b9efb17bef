/** What waits, what went wrong, which devices there are, and whether they agree. */
import { Screen } from "../components/Screen.tsx";
import type { Offline } from "../offline.ts";
import { Agreement } from "../settings/Agreement.tsx";
import { DeviceList } from "../settings/DeviceList.tsx";
import { GoalList, NormList } from "../settings/NormList.tsx";
import { NotebookIds } from "../settings/NotebookIds.tsx";
import { SyncDetails } from "../settings/SyncDetails.tsx";

export function SettingsScreen({ offline }: { readonly offline: Offline }) {
  return (
    <Screen title="Settings">
      <SyncDetails offline={offline} />
      <GoalList />
      <NormList />
      <DeviceList />
      <Agreement />
      <NotebookIds />
    </Screen>
  );
}
