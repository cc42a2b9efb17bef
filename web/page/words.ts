/** The words for everything the notebook names: stages, replies, ways, themes, rules, events. */

/** What a table says of a name; names that come from data may also be those of every object. */
export function wordIn(known: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** A known word, or the raw one with its underscores read as spaces (other versions, own themes). */
function worded(known: Readonly<Record<string, string>>, raw: string): string {
  const plain = raw.replaceAll("_", " ");
  return wordIn(known, raw) ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

const stages: Readonly<Record<string, string>> = {
  identified: "Identified",
  researched: "Researched",
  outreach_sent: "Outreach sent",
  followed_up: "Followed up",
  accepted: "Said yes",
  declined: "Declined",
  deferred: "Asked to wait",
  redirected: "Pointed elsewhere",
  closed_no_reply: "No reply",
  scheduled: "Scheduled",
  prepared: "Prepared",
  conducted: "Talked",
  debriefed: "Debriefed",
  thanked: "Thanked",
  referral_pursued: "Referral pursued",
  reported_back: "Reported back",
  keep_in_touch: "In touch",
  mentorship: "Mentor",
  dormant: "Dormant",
  archived: "Archived",
};

export function stageWords(stage: string): string {
  return worded(stages, stage);
}

/** How far along the practice a stage is, 0 to 1; null: the way ended before a talk. */
export function stageProgress(stage: string): number | null {
  if (["declined", "closed_no_reply", "archived"].includes(stage)) return null;
  const steps = [
    ["identified"],
    ["researched"],
    ["outreach_sent"],
    ["followed_up", "deferred", "redirected"],
    ["accepted"],
    ["scheduled"],
    ["prepared"],
    ["conducted"],
    ["debriefed"],
    ["thanked", "referral_pursued", "reported_back", "keep_in_touch", "mentorship", "dormant"],
  ];
  const step = steps.findIndex((names) => names.includes(stage));
  return Math.max(0, step) / (steps.length - 1);
}

export const channels = ["email", "linkedin", "phone", "text", "letter", "in_person"] as const;

export function channelWords(channel: string): string {
  const known = {
    email: "Email",
    linkedin: "LinkedIn",
    phone: "Phone",
    text: "Text message",
    in_person: "In person",
    letter: "Letter",
  };
  return worded(known, channel);
}

export const dispositions = ["accepted", "declined", "deferred", "redirected"] as const;

export function dispositionWords(disposition: string): string {
  const known = {
    accepted: "Yes, happy to talk",
    declined: "No",
    deferred: "Not now, later",
    redirected: "Talk to someone else",
  };
  return worded(known, disposition);
}

export const directions = ["both", "sent", "received"] as const;

export function directionWords(direction: string): string {
  return worded({ both: "Both of us", sent: "I wrote", received: "They wrote" }, direction);
}

export const activities = [
  "sends",
  "follow_ups",
  "interviews",
  "thanks",
  "touches",
  "referrals_pursued",
] as const;

export function activityWords(activity: string): string {
  const known = {
    sends: "Requests sent",
    follow_ups: "Follow-ups",
    interviews: "Interviews",
    thanks: "Thank-yous",
    touches: "Other contacts",
    referrals_pursued: "Referrals pursued",
  };
  return worded(known, activity);
}

export const opportunityKinds = ["job", "freelance", "project", "internship", "event"] as const;

export const modes = ["video", "phone", "in_person"] as const;

export function modeWords(mode: string): string {
  return worded({ in_person: "In person", phone: "Phone", video: "Video" }, mode);
}

export const themes = [
  "role",
  "culture",
  "industry_demand",
  "career_path",
  "skills",
  "advice",
  "other",
] as const;

export const categories = [...themes.filter((theme) => theme !== "other"), "referrals", "other"];

export function themeWords(theme: string): string {
  return worded({}, theme);
}

export function statusWords(status: string): string {
  const known = {
    scheduled: "Scheduled",
    started: "Talking now",
    completed: "Held",
    cancelled: "Called off",
    missed: "Missed",
  };
  return worded(known, status);
}

export function minutesWords(minutes: number): string {
  return countWords(minutes, "minute");
}

export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
