/** The appointment as a file for the device's own calendar; made here, so it works offline. */
import { Icon } from "../components/Icon.tsx";
import { calendarFile, calendarFileName } from "./calendar.ts";
import type { Talk } from "./rows.ts";

/** Long enough for a browser that asks where to save. */
const kept_ms = 60_000;

interface Props {
  readonly interview: Talk;
  readonly words?: string;
}

export function CalendarButton({ interview, words = "Add to calendar" }: Props) {
  const { startsAt } = interview;
  if (startsAt === null) return null;
  const save = () => {
    const text = calendarFile({ ...interview, startsAt }, Date.now());
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = calendarFileName(interview.name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), kept_ms);
  };
  return (
    <button type="button" class="button" onClick={save}>
      <Icon name="calendar" />
      {words}
    </button>
  );
}
