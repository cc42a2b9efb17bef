/** An insight's theme: chips, a digit each. A letter typed here belongs to the text and goes there. */
import { useId } from "preact/hooks";
import { themes, themeWords } from "../words.ts";
import { placeOfKey } from "./room_keys.ts";

interface Props {
  readonly value: string;
  readonly onChoose: (theme: string) => void;
  /** The value that means one of the user's own. */
  readonly own: string;
  readonly hasFocus: boolean;
  /** A digit has chosen, or a word begins: on to the text. */
  readonly onWrite: () => void;
}

export function ThemeField({ value, onChoose, own, hasFocus, onWrite }: Props) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    const place = placeOfKey(event.key, themes.length);
    const theme = place === null ? undefined : themes[place];
    if (theme !== undefined) {
      event.preventDefault();
      onChoose(theme);
      onWrite();
    } else if (event.key !== " ") onWrite();
  };
  return (
    <fieldset class="theme-field" onKeyDown={onKeyDown}>
      <legend>Theme</legend>
      <div class="theme-chips">
        {[...themes, own].map((theme, place) => (
          <label key={theme} class="theme-chip">
            <input
              type="radio"
              name="theme"
              value={theme}
              id={`${id}-${place}`}
              checked={theme === value}
              autofocus={hasFocus && theme === value}
              onChange={() => onChoose(theme)}
            />
            <span>
              {theme === own ? "Your own…" : themeWords(theme)}
              {theme !== own && <kbd>{place + 1}</kbd>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
