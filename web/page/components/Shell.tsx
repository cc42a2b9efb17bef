/** What stands around every screen: places to go, the sync state, toasts. */
import type { ComponentChildren } from "preact";
import type { Route } from "../route.ts";
import { searchWords } from "../search_words.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { SyncBadge } from "./SyncBadge.tsx";
import { Toasts } from "./Toasts.tsx";

interface Place {
  readonly href: string;
  readonly words: string;
  readonly icon: IconName;
  readonly screens: readonly Route["screen"][];
}

const places: readonly Place[] = [
  { href: "/", words: "Today", icon: "today", screens: ["today", "interview"] },
  { href: "/people", words: "People", icon: "people", screens: ["people", "person"] },
  { href: "/history", words: "History", icon: "history", screens: ["history"] },
  { href: "/settings", words: "Settings", icon: "settings", screens: ["settings"] },
];

interface Props {
  readonly screen: Route["screen"];
  readonly children: ComponentChildren;
}

export function Shell({ screen, children }: Props) {
  return (
    <div class="shell">
      <a class="skip" href="#content">
        Skip to content
      </a>
      <header class="rail">
        <p class="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          InfoView
        </p>
        <nav class="places" aria-label="Main">
          {places.map(({ href, words, icon, screens }) => (
            <a
              key={href}
              href={href}
              class="place"
              onClick={() => {
                // The tab means everyone; the way back from a person keeps the search.
                searchWords.value = "";
              }}
              aria-current={screens.includes(screen) ? "page" : undefined}
            >
              <Icon name={icon} />
              <span>{words}</span>
            </a>
          ))}
        </nav>
        <SyncBadge />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
    </div>
  );
}
