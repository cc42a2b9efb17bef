/** The places that a phone's five tabs have no room for. */
import { Icon, type IconName } from "../components/Icon.tsx";
import { Screen } from "../components/Screen.tsx";

interface Place {
  readonly href: string;
  readonly icon: IconName;
  readonly words: string;
  readonly about: string;
}

const places: readonly Place[] = [
  { href: "/network", icon: "network", words: "Network", about: "Who named whom to you" },
  { href: "/history", icon: "history", words: "History", about: "Your notebook at any past date" },
  {
    href: "/settings",
    icon: "settings",
    words: "Settings",
    about: "Devices, import, export, how it looks",
  },
];

export function MoreScreen() {
  return (
    <Screen title="More">
      <ul class="rows">
        {places.map(({ href, icon, words, about }) => (
          <li key={href}>
            <a class="row more-row" href={href}>
              <Icon name={icon} />
              <span class="row-words">
                <span class="row-title">{words}</span>
                <span class="row-detail">{about}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
