/** What waits, what went wrong, which devices there are, and whether they agree. */
import { DeviceList } from "../devices/DeviceList.tsx";
import type { Offline } from "../offline.ts";
import { Agreement } from "./Agreement.tsx";
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
