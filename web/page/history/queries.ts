/** The questions that only this screen asks. */
import type { Axis } from "../../shared/messages";
import { useRows } from "../hooks/useAnswer.ts";
import { countsOf, weekOfLogOf } from "./rows.ts";

export const useWeeksOfLog = (axis: Axis) =>
  useRows("events_by_week", { recorded: axis === "recorded" ? 1 : 0 }, weekOfLogOf);

export const useCounts = () => useRows("counts", {}, countsOf);
