/** One line of the palette's list. */
import { Icon, type IconName } from "../components/Icon.tsx";
import { UserText } from "../components/UserText.tsx";
import { themeWords } from "../words.ts";
import type { Verb } from "./commands.ts";
import type { Item } from "./items.ts";
import { Keys } from "./Keys.tsx";
import { previewLines, quickTitle } from "./quick_drafts.ts";

interface Props {
  readonly id: string;
  readonly item: Item;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

export function Option({ id, item, isActive, onChoose, onPoint }: Props) {
  const { icon, title, detail, keys } = faceOf(item);
  return (
    // The combobox keeps the focus and hears the keys; its list is only pointed at.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the combobox chooses the active option.
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant of the combobox.
    <div
      id={id}
      class="option"
      role="option"
      aria-selected={isActive}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      <Icon name={icon} />
      <span class="row-words">
        <UserText class="option-title" text={title} />
        {detail !== "" && <UserText class="row-detail" text={detail} />}
      </span>
      {keys.length > 0 && <Keys keys={keys} />}
    </div>
  );
}

interface Face {
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  readonly keys: readonly string[];
}

function faceOf(item: Item): Face {
  const face = (icon: IconName, title: string, detail = "", keys: readonly string[] = []) => {
    return { icon, title, detail, keys };
  };
  switch (item.type) {
    case "quick": {
      const said = previewLines(item.quick, Date.now()).slice(1);
      return face("plus", quickTitle(item.quick), said.map(({ value }) => value).join(" · "));
    }
    case "act":
      return face(verbIcon[item.verb.type], `${item.verb.words} ${item.person.name}`);
    case "person": {
      const { name, title, org } = item.person;
      return face("people", name, [title, org].filter((part) => part !== "").join(", "));
    }
    case "verb":
      return face(verbIcon[item.verb.type], `${item.verb.words} …`);
    case "command": {
      const { shortcut } = item;
      const isPlace = shortcut.group === "Go to";
      const title = isPlace ? `Go to ${shortcut.words}` : shortcut.words;
      return face(isPlace ? "forward" : "more", title, "", shortcut.keys);
    }
    case "section":
      return face(item.section.icon, item.section.title, "Settings");
    case "found": {
      const { found } = item;
      const isPerson = found.kind === "contact";
      const title = found.name === "" ? found.title : found.name;
      return face(isPerson ? "people" : "search", title, isPerson ? found.org : foundWords(item));
    }
    case "new":
      return face("plus", `Add “${item.name}” as a person`);
    case "link":
      return face("link", item.name === "" ? "Whose link is this?" : `Link of ${item.name}`);
  }
}

const verbIcon: Readonly<Record<Verb["type"], IconName>> = {
  outreach: "mail",
  schedule: "calendar",
  touch: "phone",
  remind: "history",
  insight: "insight",
};

function foundWords({ found }: Extract<Item, { type: "found" }>): string {
  return `${themeWords(found.kind)}: ${found.text}`;
}
