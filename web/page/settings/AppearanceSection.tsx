/** How the app looks on this device. */
import {
  type Appearance,
  appearance,
  changeAppearance,
  dateFormats,
  textSizes,
  themes,
  weekStarts,
} from "../appearance.ts";
import { Segmented } from "../components/Segmented.tsx";
import { fullDate } from "../moments.ts";

const themeWords = { system: "As the device", light: "Light", dark: "Dark" } as const;
const weekWords = {
  system: "As the device",
  monday: "Monday",
  sunday: "Sunday",
  saturday: "Saturday",
} as const;
const dateWords = {
  system: "As the device",
  iso: "2026-05-08",
  "day-month": "8 May 2026",
  "month-day": "May 8, 2026",
} as const;

export function AppearanceSection() {
  const { theme, text, weekStart, dates } = appearance.value;
  return (
    <div class="appearance">
      <Segmented
        legend="Theme"
        value={theme}
        options={themes.map((value) => ({ value, words: themeWords[value] }))}
        onChoose={(chosen) => changeAppearance({ theme: chosen })}
      />
      <Segmented
        legend="Size of the text"
        value={text}
        options={textSizes.map((value) => ({ value, words: `${value} %` }))}
        onChoose={(chosen) => changeAppearance({ text: chosen })}
      />
      <Choice
        label="Dates"
        value={dates}
        options={dateFormats}
        words={dateWords}
        onChoose={(chosen) => changeAppearance({ dates: chosen })}
      />
      <p class="quiet">Today is {fullDate(Date.now())}.</p>
      <Choice
        label="The week begins on"
        value={weekStart}
        options={weekStarts}
        words={weekWords}
        onChoose={(chosen) => changeAppearance({ weekStart: chosen })}
      />
      <p class="quiet">
        Goals and streaks count weeks from Monday on every device, so that all of them agree.
      </p>
      <p class="quiet">These are for this device only; your other devices keep their own.</p>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

function Choice<T extends Appearance[keyof Appearance]>(props: ChoiceProps<T>) {
  const { label, value, options, words, onChoose } = props;
  return (
    <label class="field appearance-field">
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </select>
    </label>
  );
}
