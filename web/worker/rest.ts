/**
 * What the worker does not need to show the first screen, in one file of the built app: fetched when
 * it is first needed, and in any case soon after the start, so that it is there without a network.
 */
import { applicants, decide, devicesSeen, invite, revoke } from "./devices.ts";
import { fileIn, fileOut } from "./files/carrying.ts";
import { exportLog } from "./files/export.ts";
import { verify } from "./log/verify.ts";
import "./projections/later_sql.ts";
import { Replay } from "./projections/replay.ts";
import { takeKeys } from "./sync/epochs.ts";

export const rest = {
  applicants,
  decide,
  devicesSeen,
  exportLog,
  fileIn,
  fileOut,
  invite,
  Replay,
  revoke,
  takeKeys,
  verify,
};
