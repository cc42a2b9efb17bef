/** The app: which screen the address means, once the notebook is open. */
import type { Signal } from "@preact/signals";
import { Shell } from "./components/Shell.tsx";
import { UpdateNote } from "./components/UpdateNote.tsx";
import { WordsKeeper } from "./interview/WordsKeeper.tsx";
import { AlwaysPresent } from "./history/present.ts";
import { Records } from "./history/Records.tsx";
import { Commands } from "./palette/Commands.tsx";
import { remembered } from "./device_memory.ts";
import {
  HistoryScreen,
  InsightsScreen,
  InterviewScreen,
  NetworkScreen,
  PairScreen,
  PersonScreen,
  ProgressScreen,
  SettingsScreen,
  ShareScreen,
} from "./later.tsx";
import { type Notebook, NotebookProvider, useNotebook } from "./notebook.ts";
import type { Offline } from "./offline.ts";
import { type Route, routeOf } from "./route.ts";
import { path } from "./router.ts";
import { MoreScreen } from "./screens/More.tsx";
import { PeopleScreen } from "./screens/People.tsx";
import { AddShortcut, NextShortcut } from "./screens/Shortcut.tsx";
import { FailedScreen, OpeningScreen } from "./screens/Start.tsx";
import { TodayScreen } from "./screens/Today.tsx";
import { UnknownScreen } from "./screens/Unknown.tsx";
import { isFirstSync } from "./sync_words.ts";

interface Props {
  readonly notebook: Notebook;
  readonly offline: Signal<Offline>;
}

export function App({ notebook, offline }: Props) {
  return (
    <NotebookProvider value={notebook}>
      <Opened offline={offline} />
    </NotebookProvider>
  );
}

function Opened({ offline }: Pick<Props, "offline">) {
  const { pairing, phase, sync } = useNotebook();
  const state = phase.value;
  switch (state.tag) {
    case "missing":
      return <PairScreen />;
    case "failed":
      return <FailedScreen words={state.words} />;
    case "opening":
    case "open": {
      // Whoever scanned a code sees the digits; whom the link has let in already sees none.
      if (state.tag === "opening" && pairing.value?.tag === "comparing") return <PairScreen />;
      // An empty list would look like an empty notebook. Where there is one, its screen is drawn at
      // once and asks while the worker still opens it.
      const { progress } = sync.value;
      const isComing =
        state.tag === "open"
          ? isFirstSync(sync.value)
          : remembered("opened") === null || progress !== null;
      if (isComing) {
        return <OpeningScreen progress={progress} isFetched={state.tag === "open"} />;
      }
      const route = routeOf(path.value);
      return (
        <>
          <Shell screen={route.screen} isDeaf={state.tag === "opening" && !state.isDrawn}>
            <UpdateNote offline={offline.value} />
            <Place route={route} offline={offline.value} key={path.value} />
          </Shell>
          <Commands />
          <WordsKeeper />
        </>
      );
    }
  }
}

function Place({ route, offline }: { readonly route: Route; readonly offline: Offline }) {
  switch (route.screen) {
    case "today":
      return (
        <Records>
          <TodayScreen />
        </Records>
      );
    case "people":
      return <PeopleScreen ofImport={route.ofImport} />;
    case "person":
      return (
        <Records>
          <PersonScreen id={route.id} />
        </Records>
      );
    case "interview":
      return (
        <Records>
          <InterviewScreen id={route.id} />
        </Records>
      );
    case "insights":
      return <InsightsScreen />;
    case "network":
      return <NetworkScreen />;
    case "progress":
      return <ProgressScreen />;
    case "more":
      return <MoreScreen />;
    case "history":
      return <HistoryScreen />;
    case "add":
      return <AddShortcut />;
    case "next":
      return <NextShortcut />;
    case "share":
      return (
        <Records>
          <ShareScreen />
        </Records>
      );
    case "settings":
      return (
        <AlwaysPresent value={true}>
          <SettingsScreen offline={offline} section={route.section} />
        </AlwaysPresent>
      );
    case "unknown":
      return <UnknownScreen />;
  }
}
