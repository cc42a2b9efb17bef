/** Which days to look back on: four usual windows and one's own dates. */
import { signal } from "@preact/signals";
import { Segmented } from "../components/Segmented.tsx";
import { inputOfDay, type WindowChoice } from "./window.ts";

/** Kept while one visits a person and comes back. */
export const chosenWindow = signal<WindowChoice>({ type: "days", days: 90 });

const options = [
  { value: "30", words: "30 days" },
  { value: "90", words: "90 days" },
  { value: "365", words: "12 months" },
  { value: "all", words: "All" },
  { value: "own", words: "Dates" },
] as const;
type Option = (typeof options)[number]["value"];

export function WindowChooser({ today }: { readonly today: number }) {
  const choice = chosenWindow.value;
  const choose = (value: Option) => {
    chosenWindow.value = choiceOf(value, today);
  };
  return (
    <div class="window-chooser">
      <Segmented
        legend="Look back on"
        value={optionOf(choice)}
        options={options}
        onChoose={choose}
      />
      {choice.type === "own" && (
        <div class="field-pair window-dates">
          <DateField
            label="First day"
            value={choice.first}
            onDay={(first) => {
              chosenWindow.value = { ...choice, first };
            }}
          />
          <DateField
            label="Last day"
            value={choice.last}
            onDay={(last) => {
              chosenWindow.value = { ...choice, last };
            }}
          />
        </div>
      )}
    </div>
  );
}

interface DateProps {
  readonly label: string;
  readonly value: string;
  readonly onDay: (day: string) => void;
}

function DateField({ label, value, onDay }: DateProps) {
  const id = `window-${label.replace(" ", "-").toLowerCase()}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        onInput={(event) => onDay(event.currentTarget.value)}
      />
    </div>
  );
}

function optionOf(choice: WindowChoice): Option {
  if (choice.type !== "days") return choice.type;
  switch (choice.days) {
    case 30:
      return "30";
    case 90:
      return "90";
    case 365:
      return "365";
  }
}

function choiceOf(option: Option, today: number): WindowChoice {
  switch (option) {
    case "30":
      return { type: "days", days: 30 };
    case "90":
      return { type: "days", days: 90 };
    case "365":
      return { type: "days", days: 365 };
    case "all":
      return { type: "all" };
    case "own":
      return { type: "own", first: inputOfDay(today - 89), last: inputOfDay(today) };
  }
}
