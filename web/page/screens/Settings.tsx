/** The settings: a list of sections, and each of them. */
import { Screen } from "../components/Screen.tsx";
import type { Offline } from "../offline.ts";
import { About } from "../settings/About.tsx";
import { AppearanceSection } from "../settings/AppearanceSection.tsx";
import { Exporting } from "../settings/Exporting.tsx";
import { ForgetSomebody } from "../settings/ForgetSomebody.tsx";
import { Importing } from "../settings/Importing.tsx";
import { SettingsIndex } from "../settings/Index.tsx";
import { GoalList, NormList } from "../settings/NormList.tsx";
import { LettersSection } from "../settings/Letters.tsx";
import { type SectionName, sections } from "../settings/sections.ts";
import { SyncSection } from "../settings/SyncSection.tsx";

interface Props {
  readonly offline: Offline;
  readonly section: SectionName | null;
}

const back = { href: "/settings", words: "Settings" };

export function SettingsScreen({ offline, section }: Props) {
  const found = sections.find(({ name }) => name === section);
  if (found === undefined) {
    return (
      <Screen title="Settings">
        <SettingsIndex />
      </Screen>
    );
  }
  return (
    <Screen title={found.title} back={back}>
      <Section name={found.name} offline={offline} />
    </Screen>
  );
}

function Section({ name, offline }: { readonly name: SectionName; readonly offline: Offline }) {
  switch (name) {
    case "sync":
      return <SyncSection offline={offline} />;
    case "import":
      return <Importing />;
    case "export":
      return <Exporting />;
    case "practice":
      return (
        <>
          <GoalList />
          <LettersSection />
          <NormList />
        </>
      );
    case "appearance":
      return <AppearanceSection />;
    case "forget":
      return <ForgetSomebody />;
    case "about":
      return <About offline={offline} />;
  }
}
