/** What stands around every screen: places to go, the sync state, toasts. */
import type { ComponentChildren } from "preact";
import { offered } from "../devices/offer.ts";
import { AskingNotice, PairingNotice } from "../later.tsx";
import { useNotebook } from "../notebook.ts";
import { modifierWord, openDialog } from "../palette/opened.ts";
import { past } from "../history/moment.ts";
import { PastBar } from "../history/PastBar.tsx";
import type { Route } from "../route.ts";
import { searchWords } from "../search_words.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { PlainBanner } from "./PlainBanner.tsx";
import { SyncBadge } from "./SyncBadge.tsx";
import { Toasts } from "./Toasts.tsx";

interface Place {
  readonly href: string;
  readonly words: string;
  readonly icon: IconName;
  readonly screens: readonly Route["screen"][];
  /** Where it stands: a phone has room for five tabs, a laptop's rail for all places. */
  readonly on: "both" | "rail" | "tabs";
}

const places: readonly Place[] = [
  { href: "/", words: "Today", icon: "today", screens: ["today", "interview"], on: "both" },
  { href: "/people", words: "People", icon: "people", screens: ["people", "person"], on: "both" },
  { href: "/insights", words: "Insights", icon: "insight", screens: ["insights"], on: "both" },
  { href: "/network", words: "Network", icon: "network", screens: ["network"], on: "rail" },
  { href: "/progress", words: "Progress", icon: "progress", screens: ["progress"], on: "both" },
  { href: "/history", words: "History", icon: "history", screens: ["history"], on: "rail" },
  { href: "/settings", words: "Settings", icon: "settings", screens: ["settings"], on: "rail" },
  {
    href: "/more",
    words: "More",
    icon: "more",
    screens: ["more", "network", "history", "settings"],
    on: "tabs",
  },
];

interface Props {
  readonly screen: Route["screen"];
  /** Deaf while the screen may yet go, so that nothing pressed on it is lost. */
  readonly isDeaf: boolean;
  readonly children: ComponentChildren;
}

export function Shell({ screen, isDeaf, children }: Props) {
  const { pairing } = useNotebook();
  return (
    <div class={past.value === null ? "shell" : "shell shell-past"} inert={isDeaf}>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <header class="rail">
        <p class="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          InfoView
        </p>
        <button
          type="button"
          class="palette-button"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => {
            openDialog({ type: "palette" });
          }}
        >
          <Icon name="search" />
          <span class="palette-button-words">Find anything</span>
          <kbd>{modifierWord()} K</kbd>
        </button>
        <nav class="places" aria-label="Main">
          {places.map(({ href, words, icon, screens, on }) => (
            <a
              key={href}
              href={href}
              class={`place place-${on}`}
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
        <PlainBanner />
        <PastBar isOfNow={screen === "settings"} />
        {children}
      </main>
      {offered.value !== null && <AskingNotice />}
      {pairing.value?.tag === "comparing" && <PairingNotice />}
      <Toasts />
    </div>
  );
}
