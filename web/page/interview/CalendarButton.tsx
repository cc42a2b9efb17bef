/** The appointment as a file for the device's own calendar; made here, so it works offline. */
import { number } from "../cells.ts";
import { Icon } from "../components/Icon.tsx";
import type { Engine } from "../engine.ts";
import { useNotebook, wordsOf } from "../notebook.ts";
import { calendarFile, calendarFileName } from "./calendar.ts";
import type { Talk } from "./rows.ts";

/** Long enough for a browser that asks where to save. */
const kept_ms = 60_000;

interface Props {
  readonly interview: Talk;
  readonly words?: string;
}

export function CalendarButton({ interview, words = "Add to calendar" }: Props) {
  const { engine, tell } = useNotebook();
  const { startsAt } = interview;
  if (startsAt === null) return null;
  const save = async () => {
    const sequence = await sequenceOf(engine, interview.id);
    const text = calendarFile({ ...interview, startsAt, sequence }, Date.now());
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = calendarFileName(interview.name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), kept_ms);
  };
  return (
    <button
      type="button"
      class="button"
      onClick={() => void save().catch((error: unknown) => tell(wordsOf(error)))}
    >
      <Icon name="calendar" />
      {words}
    </button>
  );
}

async function sequenceOf(engine: Engine, id: string): Promise<number> {
  const [row] = await engine.request({
    ...{ tag: "ask", name: "calendar_sequence", parameters: { id } },
    as_of: undefined,
  });
  return row === undefined ? 0 : (number(row, "sequence") ?? 0);
}
