/** Which quick actions suit a person now, the most fitting first. Pure; the stage is SQL's. */
import type { Interview, Thread } from "./rows.ts";

export type Step =
  | { readonly tag: "outreach" }
  | { readonly tag: "reply"; readonly thread: Thread }
  | { readonly tag: "follow_up"; readonly thread: Thread }
  | { readonly tag: "close"; readonly thread: Thread }
  | { readonly tag: "schedule" }
  | { readonly tag: "open"; readonly interview: Interview }
  | { readonly tag: "thank"; readonly interview: Interview };

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
  steps.push(...threadSteps(threads, steps.length > 0));
  return steps;
}

function threadSteps(threads: readonly Thread[], hasInterview: boolean): readonly Step[] {
  const thread = threads.find(({ sentAt }) => sentAt !== null);
  if (thread !== undefined && thread.repliedAt === null && thread.closedAt === null) {
    return [
      { tag: "reply", thread },
      { tag: "follow_up", thread },
      { tag: "schedule" },
      { tag: "close", thread },
    ];
  }
  if (hasInterview) return [{ tag: "schedule" }, { tag: "outreach" }];
  const isAgreed = thread?.disposition === "accepted" && thread.closedAt === null;
  return isAgreed
    ? [{ tag: "schedule" }, { tag: "outreach" }]
    : [{ tag: "outreach" }, { tag: "schedule" }];
}
