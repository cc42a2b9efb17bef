// Generated from the catalogue by infoview_sync.events.generate. Do not edit.

/** The fields of each event type, by wire name. */
export interface EventDataByType {
  /** A professional was put on the list; `source` says how (typed, linkedin, referral, …). */
  readonly "contact.added": {
    readonly name: string;
    readonly org?: string;
    readonly title?: string;
    readonly emails?: readonly (string)[];
    readonly phones?: readonly (string)[];
    readonly urls?: readonly (string)[];
    readonly location?: string;
    readonly source: string;
    readonly met_through?: string;
    readonly notes?: string;
    readonly tags?: readonly (string)[];
    readonly connected_on?: string;
  };
  /** Some fields of a contact changed; only these are named. An empty text clears a field. */
  readonly "contact.corrected": {
    readonly name?: string;
    readonly org?: string;
    readonly title?: string;
    readonly emails?: readonly (string)[];
    readonly phones?: readonly (string)[];
    readonly urls?: readonly (string)[];
    readonly location?: string;
    readonly source?: string;
    readonly met_through?: string;
    readonly notes?: string;
    readonly connected_on?: string;
  };
  /** A tag was put on a contact. */
  readonly "contact.tagged": {
    readonly tag: string;
  };
  /** A tag was taken off a contact. */
  readonly "contact.untagged": {
    readonly tag: string;
  };
  /** Several entries are one person: the subject survives, `merged` are shown as it. */
  readonly "contacts.merged": {
    readonly merged: readonly (string)[];
    readonly org?: string;
    readonly title?: string;
    readonly emails?: readonly (string)[];
    readonly phones?: readonly (string)[];
    readonly urls?: readonly (string)[];
    readonly location?: string;
    readonly met_through?: string;
    readonly notes?: string;
    readonly connected_on?: string;
    readonly tags?: readonly (string)[];
  };
  /** A contact was put away; nothing about them is due any more. */
  readonly "contact.archived": {
  };
  /** An archived contact was taken back. */
  readonly "contact.restored": {
  };
  /** The words about a contact are erased on every device; the chain still verifies. */
  readonly "contact.forgotten": {
    readonly subjects: readonly (string)[];
  };
  /** How a contact tends to answer (Dalton's classes: boosters, obligates, curmudgeons). */
  readonly "contact.classified": {
    readonly attitude: "booster" | "curmudgeon" | "obligate";
  };
  /** A request was written, not sent. */
  readonly "outreach.drafted": {
    readonly contact: string;
    readonly channel: string;
    readonly text: string;
  };
  /** A request for an interview was sent; `referrer` is the contact who named them. */
  readonly "outreach.sent": {
    readonly contact: string;
    readonly channel: string;
    readonly asked_minutes?: number;
    readonly referrer?: string;
    readonly text?: string;
  };
  /** The n-th reminder in a thread; it never opens a new thread. */
  readonly "outreach.followed_up": {
    readonly n: number;
    readonly channel?: string;
  };
  /** An answer came; an out-of-office message is `automatic` and counts as none. */
  readonly "reply.received": {
    readonly disposition: "accepted" | "declined" | "deferred" | "redirected";
    readonly automatic?: boolean;
    readonly text?: string;
  };
  /** The thread was given up, and why. */
  readonly "outreach.closed": {
    readonly reason: string;
  };
  /** A time was agreed; `starts_at` is local time with its offset, `tz` the zone meant. */
  readonly "interview.scheduled": {
    readonly contact: string;
    readonly starts_at: string;
    readonly tz: string;
    readonly planned_minutes: number;
    readonly mode: "in_person" | "phone" | "video";
    readonly place?: string;
    readonly calendar_uid?: string;
    readonly calendar_sequence?: number;
  };
  /** The time, the length or the place changed; absent fields stay. */
  readonly "interview.rescheduled": {
    readonly starts_at: string;
    readonly tz: string;
    readonly planned_minutes?: number;
    readonly mode?: "in_person" | "phone" | "video";
    readonly place?: string;
    readonly calendar_sequence?: number;
  };
  /** The interview was called off, and by whom. */
  readonly "interview.cancelled": {
    readonly by: "me" | "them";
  };
  /** The time passed and somebody did not come. */
  readonly "interview.missed": {
    readonly who: "me" | "them";
  };
  /** A question for one interview; lower `rank` is asked first. */
  readonly "question.prepared": {
    readonly interview: string;
    readonly category: string;
    readonly text: string;
    readonly rank: number;
  };
  /** Wording, category or rank of a question changed; absent fields stay. */
  readonly "question.edited": {
    readonly category?: string;
    readonly text?: string;
    readonly rank?: number;
  };
  /** A question was taken off the list. */
  readonly "question.removed": {
  };
  /** A question was put, and maybe what was answered. */
  readonly "question.asked": {
    readonly answer?: string;
  };
  /** The talk began, at the event's `occurred_at`. */
  readonly "interview.started": {
  };
  /** A note from one interview. */
  readonly "note.taken": {
    readonly interview: string;
    readonly text: string;
  };
  /** Whether the professional agreed to be recorded. */
  readonly "recording_consent.recorded": {
    readonly given: boolean;
  };
  /** One thing learned, from an interview or straight from a contact. */
  readonly "insight.captured": {
    readonly interview?: string;
    readonly contact?: string;
    readonly theme: string;
    readonly text: string;
    readonly confidence_percent?: number;
    readonly attribution?: "background" | "on_record" | "private";
  };
  /** Another insight says the same, or the contrary; `unrelated` takes the link back. */
  readonly "insight.linked": {
    readonly other: string;
    readonly relation: "contradicts" | "corroborates" | "unrelated";
  };
  /** The talk ended; `actual_minutes` is how long it took. */
  readonly "interview.completed": {
    readonly ended_at: string;
    readonly actual_minutes: number;
  };
  /** Looking back on the day: what went well, what to ask next time. */
  readonly "debrief.written": {
    readonly text: string;
  };
  /** A thank-you note for an interview was written, not sent. */
  readonly "thank_you.drafted": {
    readonly channel: string;
    readonly text: string;
  };
  /** The thank-you note for an interview went out. */
  readonly "thank_you.sent": {
    readonly channel: string;
    readonly text?: string;
  };
  /** A contact advised something. */
  readonly "advice.received": {
    readonly contact: string;
    readonly interview?: string;
    readonly text: string;
  };
  /** The advice was followed. */
  readonly "advice.acted_on": {
    readonly text?: string;
  };
  /** The adviser was told what came of it. */
  readonly "advice.reported_back": {
    readonly channel: string;
  };
  /** A contact was asked whom else to speak to. */
  readonly "referral.asked": {
    readonly contact: string;
    readonly interview?: string;
  };
  /** `from` named somebody: a contact (`to`) or, until they become one, a name (`name_only`). */
  readonly "referral.received": {
    readonly from: string;
    readonly to?: string;
    readonly name_only?: string;
    readonly interview?: string;
    readonly may_use_name?: boolean;
    readonly intro_by?: "me" | "them";
    readonly org?: string;
  };
  /** The named person was approached; `to` links the contact that they became. */
  readonly "referral.pursued": {
    readonly to?: string;
  };
  /** The referral will not be followed, and why. */
  readonly "referral.declined": {
    readonly reason?: string;
  };
  /** A job, a project or an event came up in a talk. */
  readonly "opportunity.surfaced": {
    readonly kind: "event" | "freelance" | "internship" | "job" | "project";
    readonly title: string;
    readonly contact?: string;
    readonly source_interview?: string;
  };
  /** An opportunity moved on. */
  readonly "opportunity.stage_changed": {
    readonly stage: string;
  };
  /** An opportunity came to its end. */
  readonly "opportunity.closed": {
    readonly outcome: string;
  };
  /** A lasting mentorship was proposed to, or by, a contact. */
  readonly "mentorship.proposed": {
    readonly contact: string;
  };
  /** The mentorship began. */
  readonly "mentorship.started": {
  };
  /** Mentor and mentee met. */
  readonly "mentorship.session_held": {
    readonly minutes?: number;
    readonly text?: string;
  };
  /** The mentorship came to its end. */
  readonly "mentorship.ended": {
    readonly reason?: string;
  };
  /** Something was done for a contact in return. */
  readonly "help.given": {
    readonly contact: string;
    readonly text: string;
  };
  /** How often to keep in touch with a contact; it also ends a pause or a stop. */
  readonly "cadence.set": {
    readonly every_days: number;
  };
  /** No reminders to keep in touch for a while, or until the cadence is set again. */
  readonly "cadence.paused": {
    readonly until?: string;
  };
  /** This contact need not be kept in touch with. */
  readonly "cadence.stopped": {
  };
  /** Any other contact: a message, a call, a coffee; `both` if it went both ways. */
  readonly "touch.logged": {
    readonly contact: string;
    readonly direction: "both" | "received" | "sent";
    readonly channel: string;
    readonly text?: string;
  };
  /** The user wants to be reminded of something, maybe about a contact. */
  readonly "reminder.scheduled": {
    readonly contact?: string;
    readonly text: string;
    readonly due_at: string;
  };
  /** A due item is hidden until then. Not a touch: nothing was done about it. */
  readonly "reminder.snoozed": {
    readonly rule?: string;
    readonly until: string;
  };
  /** A due item was done. */
  readonly "reminder.completed": {
    readonly rule?: string;
  };
  /** A due item will not be done. */
  readonly "reminder.dismissed": {
    readonly rule?: string;
  };
  /** How much of one activity a week should hold; 0: no such goal. Subject: the notebook's id. */
  readonly "goal.set": {
    readonly activity: "follow_ups" | "interviews" | "referrals_pursued" | "sends" | "thanks" | "touches";
    readonly per_week: number;
  };
  /** A thought of the user's own, maybe about a contact or an interview. */
  readonly "journal.written": {
    readonly contact?: string;
    readonly interview?: string;
    readonly text: string;
  };
  /** A file was imported: how many of its rows were added, changed someone, or were skipped. */
  readonly "import.completed": {
    readonly source: string;
    readonly file_name?: string;
    readonly file_hash: string;
    readonly added: number;
    readonly updated: number;
    readonly skipped: number;
  };
  /** The user prefers another value, on all devices. The subject is the notebook's id. */
  readonly "setting.changed": {
    readonly name: string;
    readonly value: number | string;
  };
  /** Undo: the event (log, seq), which has the same subject, no longer counts. */
  readonly "event.retracted": {
    readonly log: string;
    readonly seq: number;
  };
  /** Redo: the retracted event (log, seq), which has the same subject, counts again. */
  readonly "event.restored": {
    readonly log: string;
    readonly seq: number;
  };
  /** The first event of every log: which device writes it. The subject is the log's id. */
  readonly "device.added": {
    readonly name: string;
    readonly form: "browser" | "laptop" | "other" | "phone";
    readonly public_key?: string;
    readonly agreement_key?: string;
    readonly approved_by?: string;
    readonly approval?: string;
  };
  /** A device goes by another name. */
  readonly "device.renamed": {
    readonly name: string;
  };
  /** A device was cut off: of its log, the events up to `last_seq` count; later ones are refused. */
  readonly "device.revoked": {
    readonly last_seq: number;
  };
  /** This device stands for a log that has no keys of its own: one from a file, or an old one. */
  readonly "log.vouched": {
    readonly last_seq: number;
  };
  /** A new recovery phrase holds, and the one before no more. The subject is the notebook's id. */
  readonly "recovery.set": {
    readonly public_key: string;
    readonly agreement_key: string;
    readonly root_signature?: string;
  };
}

export type EventType = keyof EventDataByType;

/** Which kind of subject each event type is about. */
export const KIND_BY_TYPE: { readonly [T in EventType]: string } = {
  "contact.added": "contact",
  "contact.corrected": "contact",
  "contact.tagged": "contact",
  "contact.untagged": "contact",
  "contacts.merged": "merge",
  "contact.archived": "contact",
  "contact.restored": "contact",
  "contact.forgotten": "forgetting",
  "contact.classified": "contact",
  "outreach.drafted": "outreach",
  "outreach.sent": "outreach",
  "outreach.followed_up": "outreach",
  "reply.received": "outreach",
  "outreach.closed": "outreach",
  "interview.scheduled": "interview",
  "interview.rescheduled": "interview",
  "interview.cancelled": "interview",
  "interview.missed": "interview",
  "question.prepared": "question",
  "question.edited": "question",
  "question.removed": "question",
  "question.asked": "question",
  "interview.started": "interview",
  "note.taken": "note",
  "recording_consent.recorded": "interview",
  "insight.captured": "insight",
  "insight.linked": "insight",
  "interview.completed": "interview",
  "debrief.written": "interview",
  "thank_you.drafted": "interview",
  "thank_you.sent": "interview",
  "advice.received": "advice",
  "advice.acted_on": "advice",
  "advice.reported_back": "advice",
  "referral.asked": "referral_request",
  "referral.received": "referral",
  "referral.pursued": "referral",
  "referral.declined": "referral",
  "opportunity.surfaced": "opportunity",
  "opportunity.stage_changed": "opportunity",
  "opportunity.closed": "opportunity",
  "mentorship.proposed": "mentorship",
  "mentorship.started": "mentorship",
  "mentorship.session_held": "mentorship",
  "mentorship.ended": "mentorship",
  "help.given": "help",
  "cadence.set": "contact",
  "cadence.paused": "contact",
  "cadence.stopped": "contact",
  "touch.logged": "touch",
  "reminder.scheduled": "reminder",
  "reminder.snoozed": "reminder",
  "reminder.completed": "reminder",
  "reminder.dismissed": "reminder",
  "goal.set": "goal",
  "journal.written": "journal",
  "import.completed": "import",
  "setting.changed": "setting",
  "event.retracted": "retraction",
  "event.restored": "retraction",
  "device.added": "device",
  "device.renamed": "device",
  "device.revoked": "device",
  "log.vouched": "device",
  "recovery.set": "recovery",
};
