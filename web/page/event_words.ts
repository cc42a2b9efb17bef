/** How one event reads in a timeline: a title for its type and the telling part of its data. */
import type { EventType } from "../shared/events.gen";
import { clock, fullDate, readStart } from "./moments.ts";
import { channelWords, dispositionWords, dispositions } from "./words.ts";

const titles: Readonly<Record<EventType, string>> = {
  "contact.added": "Added",
  "contact.corrected": "Details changed",
  "contact.tagged": "Tagged",
  "contact.untagged": "Tag removed",
  "contacts.merged": "Merged with a duplicate",
  "contact.archived": "Archived",
  "contact.restored": "Brought back",
  "contact.forgotten": "Forgotten",
  "contact.classified": "Classified",
  "outreach.drafted": "Outreach drafted",
  "outreach.sent": "Outreach sent",
  "outreach.followed_up": "Followed up",
  "reply.received": "Reply received",
  "outreach.closed": "Thread closed",
  "interview.scheduled": "Interview scheduled",
  "interview.rescheduled": "Interview moved",
  "interview.cancelled": "Interview called off",
  "interview.missed": "Interview missed",
  "question.prepared": "Question prepared",
  "question.edited": "Question changed",
  "question.removed": "Question removed",
  "question.asked": "Question asked",
  "interview.started": "Interview started",
  "note.taken": "Note taken",
  "recording_consent.recorded": "Recording consent noted",
  "insight.captured": "Insight captured",
  "insight.linked": "Insights compared",
  "interview.completed": "Interview ended",
  "debrief.written": "Debrief written",
  "thank_you.drafted": "Thank-you drafted",
  "thank_you.sent": "Thank-you sent",
  "advice.received": "Advice received",
  "advice.acted_on": "Advice acted on",
  "advice.reported_back": "Reported back on advice",
  "referral.asked": "Asked for a referral",
  "referral.received": "Referral received",
  "referral.pursued": "Referral pursued",
  "referral.declined": "Referral let go",
  "opportunity.surfaced": "Opportunity came up",
  "opportunity.stage_changed": "Opportunity moved on",
  "opportunity.closed": "Opportunity closed",
  "mentorship.proposed": "Mentorship proposed",
  "mentorship.started": "Mentorship started",
  "mentorship.session_held": "Mentorship session held",
  "mentorship.ended": "Mentorship ended",
  "help.given": "Help given",
  "cadence.set": "Keeping in touch",
  "cadence.paused": "Keeping in touch paused",
  "cadence.stopped": "Keeping in touch stopped",
  "touch.logged": "In touch",
  "reminder.scheduled": "Reminder set",
  "reminder.snoozed": "Snoozed",
  "reminder.completed": "Done",
  "reminder.dismissed": "Dismissed",
  "goal.set": "Goal set",
  "journal.written": "Journal",
  "import.completed": "File imported",
  "setting.changed": "Setting changed",
  "event.retracted": "Undone",
  "event.restored": "Redone",
  "device.added": "Device added",
  "device.renamed": "Device renamed",
  "log.vouched": "Log vouched for",
  "recovery.set": "Recovery phrase made",
  "device.revoked": "Device cut off",
};

const titleByType = new Map<string, string>(Object.entries(titles));

/** Types in the order of their titles, for the log's filter. */
export function byTitle(types: readonly string[]): readonly string[] {
  return types.toSorted((one, other) => eventTitle(one).localeCompare(eventTitle(other)));
}

export function eventTitle(type: string): string {
  return titleByType.get(type) ?? `${type} (from a newer version)`;
}

/** The query's one telling value, in words: a moment, a channel, an answer or the text itself. */
export function eventDetail(type: string, detail: string): string {
  const moment = readStart({ startsLocal: detail, tz: "" });
  if (moment !== null) {
    const { ms, offset, zone } = moment;
    const words = `${fullDate(ms, offset)}, ${clock(ms, offset)}${zone}`;
    return type === "reminder.snoozed" || type === "cadence.paused" ? `until ${words}` : words;
  }
  if (type === "reply.received" && dispositions.some((known) => known === detail)) {
    return dispositionWords(detail);
  }
  if (["outreach.sent", "outreach.followed_up", "thank_you.sent"].includes(type)) {
    return /^[a-z_]+$/.test(detail) ? channelWords(detail) : detail;
  }
  if (type === "contact.corrected" && detail.startsWith("[")) return "";
  return detail;
}

/** As cli/undoing.py has it. Undo and redo are shown on the event that they are about. */
export function canBeUndone(type: string): boolean {
  return !/^(event|device|log|recovery)\./.test(type) && type !== "contact.forgotten";
}
