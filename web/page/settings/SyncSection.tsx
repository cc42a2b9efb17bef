/** What waits, what went wrong, which devices there are, and whether they agree. */
import type { Offline } from "../offline.ts";
import { Agreement } from "./Agreement.tsx";
import { DeviceList } from "./DeviceList.tsx";
import { SyncDetails } from "./SyncDetails.tsx";

export function SyncSection({ offline }: { readonly offline: Offline }) {
  return (
    <>
      <SyncDetails offline={offline} />
      <DeviceList />
      <Agreement />
    </>
  );
}
