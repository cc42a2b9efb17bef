/** Which quick actions suit a person now, the most fitting first. Pure; the stage is SQL's. */
import type { Interview } from "./rows.ts";
import type { Thread } from "./person/rows.ts";

export type Step =
  | { readonly tag: "outreach" }
  | { readonly tag: "reply"; readonly thread: Thread }
  | { readonly tag: "follow_up"; readonly thread: Thread }
  | { readonly tag: "close"; readonly thread: Thread }
  | { readonly tag: "schedule" }
  | { readonly tag: "open"; readonly interview: Interview }
  | { readonly tag: "thank"; readonly interview: Interview }
  | { readonly tag: "touch" };

export function nextSteps(
  threads: readonly Thread[],
  interviews: readonly Interview[],
): readonly Step[] {
  const coming = interviews.find(({ status }) => status === "scheduled" || status === "started");
  const unthanked = interviews.find(
    ({ status, thankedAt }) => status === "completed" && thankedAt === null,
  );
  const steps: Step[] = [];
  if (coming !== undefined) steps.push({ tag: "open", interview: coming });
  if (unthanked !== undefined) steps.push({ tag: "thank", interview: unthanked });
  const isMet = interviews.some(({ status }) => status === "completed");
  if (isMet) steps.push({ tag: "touch" });
  steps.push(...threadSteps(threads, interviews, steps.length > 0));
  if (!isMet) steps.push({ tag: "touch" });
  return steps;
}

function threadSteps(
  threads: readonly Thread[],
  interviews: readonly Interview[],
  hasInterview: boolean,
): readonly Step[] {
  const thread = threads.find(({ sentAt }) => sentAt !== null);
  if (thread !== undefined && isWaiting(thread, threads, interviews)) {
    const close: Step = { tag: "close", thread };
    return [
      { tag: "reply", thread },
      { tag: "follow_up", thread },
      { tag: "schedule" },
      // Before one follow-up nobody gives up.
      ...(thread.followUps > 0 ? [close] : []),
    ];
  }
  const agreedAt = thread === undefined ? null : yesAt(thread, threads, interviews);
  const hasYes = agreedAt !== null && (thread?.closedAt ?? -1) < agreedAt;
  const late: readonly Step[] =
    thread !== undefined && !hasYes && mayAnswer(thread, hasInterview)
      ? [{ tag: "reply", thread }]
      : [];
  return hasInterview || hasYes
    ? [{ tag: "schedule" }, { tag: "outreach" }, ...late]
    : [{ tag: "outreach" }, { tag: "schedule" }, ...late];
}

/** Whoever was given up may still write; so may those who said later, or no, and were not met. */
function mayAnswer({ closedAt, repliedAt }: Thread, hasInterview: boolean): boolean {
  return closedAt !== null || (repliedAt !== null && !hasInterview);
}

/** When they said yes, if that was the last they said; whoever agreed to a talk did, though it was called off. */
function yesAt(
  { sentAt, disposition, lastReplyAt }: Thread,
  threads: readonly Thread[],
  interviews: readonly Interview[],
): number | null {
  const since = sentAt ?? 0;
  const agreed = interviews
    .filter(({ endedAt, startsAt }) => (endedAt ?? startsAt ?? 0) >= since)
    .map(({ agreedAt }) => agreedAt ?? 0);
  const agreedAt = Math.max(-1, ...agreed);
  const heardAt = Math.max(-1, ...threads.map((each) => each.lastReplyAt ?? -1));
  if (agreedAt >= Math.max(since, heardAt)) return agreedAt;
  return disposition === "accepted" ? lastReplyAt : null;
}

/** Whoever agreed to a talk since has answered, whether that was logged or not. */
function isWaiting(
  thread: Thread,
  threads: readonly Thread[],
  interviews: readonly Interview[],
): boolean {
  if (isAnswered(thread, threads) || thread.closedAt !== null) return false;
  return !interviews.some(
    ({ status, startsAt, endedAt }) =>
      status === "scheduled" ||
      status === "started" ||
      (endedAt ?? startsAt ?? 0) >= (thread.sentAt ?? 0),
  );
}

/** In whichever thread: an answer is one to all that was sent before. */
function isAnswered({ repliedAt, sentAt }: Thread, threads: readonly Thread[]): boolean {
  const since = sentAt ?? 0;
  return (
    repliedAt !== null ||
    threads.some(({ lastReplyAt }) => lastReplyAt !== null && lastReplyAt >= since)
  );
}
