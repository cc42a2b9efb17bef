/** The screens that are not needed at the start, in one file of the built app: see later.tsx. */
import { HistoryScreen } from "./screens/History.tsx";
import { InsightsScreen } from "./screens/Insights.tsx";
import { InterviewScreen } from "./screens/Interview.tsx";
import { NetworkScreen } from "./screens/Network.tsx";
import { PersonScreen } from "./screens/Person.tsx";
import { ProgressScreen } from "./screens/Progress.tsx";
import { SettingsScreen } from "./screens/Settings.tsx";
import { ShareScreen } from "./share/ShareScreen.tsx";

export const rest = {
  HistoryScreen,
  InsightsScreen,
  InterviewScreen,
  NetworkScreen,
  PersonScreen,
  ProgressScreen,
  SettingsScreen,
  ShareScreen,
};
