/** The sections of the settings, each a place of its own. */
import type { IconName } from "../components/Icon.tsx";

export const sections = [
  { name: "sync", title: "Devices and sync", icon: "sync" },
  { name: "import", title: "Import", icon: "import" },
  { name: "export", title: "Export and backup", icon: "export" },
  { name: "practice", title: "Goals and norms", icon: "progress" },
  { name: "appearance", title: "Appearance", icon: "appearance" },
  { name: "forget", title: "Forget somebody", icon: "forget" },
  { name: "about", title: "About", icon: "about" },
] as const satisfies readonly { name: string; title: string; icon: IconName }[];

export type Section = (typeof sections)[number];
export type SectionName = Section["name"];

export function isSection(name: string): name is SectionName {
  return sections.some((section) => section.name === name);
}
