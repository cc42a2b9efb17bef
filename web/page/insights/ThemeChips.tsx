/** One theme or all of them: buttons in a row that a thumb can push along. */
import type { ThemeCount } from "../insights.ts";
import { themeWords } from "../words.ts";

interface Props {
  readonly themes: readonly ThemeCount[];
  /** Null: all. */
  readonly chosen: string | null;
  readonly onChoose: (theme: string | null) => void;
}

export function ThemeChips({ themes, chosen, onChoose }: Props) {
  const total = themes.reduce((sum, { insights }) => sum + insights, 0);
  return (
    <fieldset class="chips">
      <legend>Theme</legend>
      <Chip words="All" count={total} isChosen={chosen === null} onPress={() => onChoose(null)} />
      {themes.map(({ theme, insights }) => (
        <Chip
          key={theme}
          words={themeWords(theme)}
          count={insights}
          isChosen={theme === chosen}
          onPress={() => onChoose(theme === chosen ? null : theme)}
        />
      ))}
    </fieldset>
  );
}

interface ChipProps {
  readonly words: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onPress: () => void;
}

function Chip({ words, count, isChosen, onPress }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={isChosen} onClick={onPress}>
      <span dir="auto">{words}</span>
      <span class="chip-count">{count.toLocaleString("en")}</span>
    </button>
  );
}
