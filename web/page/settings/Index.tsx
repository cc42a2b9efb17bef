/** The sections, each with how it stands. */
import { Icon } from "../components/Icon.tsx";
import { useDevices } from "../hooks/queries.ts";
import { useNow } from "../hooks/useNow.ts";
import { useNotebook } from "../notebook.ts";
import { settingsPath } from "../route.ts";
import { syncWords } from "../sync_words.ts";
import { countWords } from "../words.ts";
import { appearanceWords } from "../appearance.ts";
import { backedUpAt, backupWords } from "./backups.ts";
import { type SectionName, sections } from "./sections.ts";

export function SettingsIndex() {
  const { sync } = useNotebook();
  const { value: devices } = useDevices();
  const now = useNow(60_000);
  const about: Readonly<Record<SectionName, string>> = {
    sync: [
      devices === undefined ? "" : countWords(devices.length, "device"),
      syncWords(sync.value, now),
    ]
      .filter(Boolean)
      .join(" · "),
    import: "LinkedIn, Google, address cards, tables, invitations",
    export: backupWords(backedUpAt.value, now),
    practice: "Weekly goals, rules, your name in letters",
    appearance: appearanceWords(),
    forget: "Erase every word about a person, everywhere",
    about: "Version, where your data lives, licences",
  };
  return (
    <ul class="rows settings-index">
      {sections.map(({ name, title, icon }) => (
        <li key={name}>
          <a class="row more-row" href={settingsPath(name)}>
            <Icon name={icon} />
            <span class="row-words">
              <span class="row-title">{title}</span>
              <span class="row-detail">{about[name]}</span>
            </span>
            <Icon name="forward" />
          </a>
        </li>
      ))}
    </ul>
  );
}
