/** The screens and dialogs that are not needed at the start, in one file of the built app: see later.tsx. */
import { CaptureInsight } from "./dialogs/CaptureInsight.tsx";
import { LogOutreach } from "./dialogs/LogOutreach.tsx";
import { LogTouch } from "./dialogs/LogTouch.tsx";
import { ScheduleInterview } from "./dialogs/ScheduleInterview.tsx";
import { ThankYouSent } from "./dialogs/ThankYouSent.tsx";
import { SetReminder } from "./dialogs/SetReminder.tsx";
import { CheatSheet } from "./palette/CheatSheet.tsx";
import { HistoryScreen } from "./screens/History.tsx";
import { InsightsScreen } from "./screens/Insights.tsx";
import { InterviewScreen } from "./screens/Interview.tsx";
import { NetworkScreen } from "./screens/Network.tsx";
import { AskingNotice } from "./devices/AskingNotice.tsx";
import { PairingNotice } from "./pairing/PairingNotice.tsx";
import { PairScreen } from "./pairing/PairScreen.tsx";
import { PersonScreen } from "./screens/Person.tsx";
import { ProgressScreen } from "./screens/Progress.tsx";
import { SettingsScreen } from "./screens/Settings.tsx";
import { ShareScreen } from "./share/ShareScreen.tsx";

export const rest = {
  CheatSheet,
  SetReminder,
  ThankYouSent,
  ScheduleInterview,
  LogTouch,
  LogOutreach,
  CaptureInsight,
  HistoryScreen,
  InsightsScreen,
  InterviewScreen,
  AskingNotice,
  NetworkScreen,
  PairingNotice,
  PairScreen,
  PersonScreen,
  ProgressScreen,
  SettingsScreen,
  ShareScreen,
};
